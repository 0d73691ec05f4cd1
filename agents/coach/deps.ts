import type { Catalogue } from '../../src/contracts/catalogue.ts';
import type { ChartSpec, RepliedTable } from '../../src/contracts/chart.ts';
import type { IsoDate } from '../../src/contracts/period.ts';
import type { SkillCall, SkillResult } from '../../src/contracts/skill.ts';
import type { PreviousTurn } from '../../src/contracts/understanding.ts';
import type { FormatStyle } from '../../src/facts/format.ts';
import type { Thinker } from '../../src/llm/port.ts';

/** What the coach is given for one turn. It never sees the database: `runSkill` does the reading. */
export interface CoachDeps {
  readonly catalogue: Catalogue;
  readonly style: FormatStyle;
  /** The company's "today" that words like "last week" count from. */
  readonly today: IsoDate;
  /** True when that is only where the company's data ends. */
  readonly todayIsDataEnd: boolean;
  readonly previous: PreviousTurn | null;
  readonly attachments: readonly string[];
  readonly thinker: Thinker;
  readonly runSkill: (call: SkillCall) => Promise<SkillResult>;
  /** A chart's numbers as a table, in the company's format. */
  readonly tableOf: (chart: ChartSpec) => RepliedTable;
  readonly progress: (text: string) => void;
  readonly signal: AbortSignal;
  /** A reply that would have shown an ungrounded number; to be logged as a bug. */
  readonly onBug: (error: unknown) => void;
}
