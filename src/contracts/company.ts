import type { TenantId, UserId } from './ids.ts';
import type { IsoDate, WeekStart } from './period.ts';

/** A tenant: the one company whose data a turn may see, and how it writes money and dates. */
export interface Company {
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
  /** BCP 47, e.g. `en-US`. Decides number and date format, never the language (English). */
  readonly locale: string;
  /** IANA name, e.g. `Europe/Berlin`. Decides what "today" is. */
  readonly timezone: string;
  readonly weekStart: WeekStart;
  /** True for the generated sample company. */
  readonly sample: boolean;
  /** Rises with every change of the company's data; caches and forecasts name it. */
  readonly dataVersion: number;
}

export type Role = 'owner' | 'manager' | 'member' | 'viewer';

export interface Person {
  readonly id: UserId;
  readonly displayName: string;
  readonly role: Role;
}

/** A day that is special for the company: closed days are not zeros, holidays and events may explain. */
export interface BusinessDay {
  readonly day: IsoDate;
  /** '' is the whole company, else a member of the dimension `location`. */
  readonly location: string;
  readonly kind: 'closed' | 'holiday' | 'event';
  readonly label: string;
}
