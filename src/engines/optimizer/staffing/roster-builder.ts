import type { LinearModel } from '../model/linear-model.ts';
import type { RosterIndex } from './index-roster.ts';

/** What the row builders share. */
export interface RosterBuilder {
  readonly index: RosterIndex;
  readonly model: LinearModel;
  readonly asking: AskingLimit[];
  readonly capping: CappingLimit[];
}

/** A limit that asks for work, the only kind that can be impossible to keep: no work at all keeps every other. */
export interface AskingLimit {
  readonly row: number;
  readonly kind: 'min-hours' | 'min-shifts' | 'pinned';
  readonly employee: number;
  /** Days it is about, inclusive. */
  readonly from: number;
  readonly to: number;
  /** Minutes of one unit of the row for `min-hours`, else 1. */
  readonly unit: number;
}

/** A contract's most hours: the limit of which one more shift may be worth something. */
export interface CappingLimit {
  readonly row: number;
  readonly employee: number;
  readonly from: number;
  readonly to: number;
  /** The longest shift, in the row's unit and in minutes. */
  readonly step: number;
  readonly minutes: number;
}
