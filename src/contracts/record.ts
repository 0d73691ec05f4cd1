import type { IsoDate } from './period.ts';

/**
 * What plans are made from beside the company's numbers over time: lists of things and people. One record is one row
 * of a file that came by upload (or of the sample). Amounts of money are in the company's currency, quantities in the
 * item's own unit, times of day in whole minutes after midnight, weekdays 0 = Monday … 6 = Sunday.
 */
export interface RecordOf {
  readonly item: ItemRecord;
  readonly supplier: SupplierRecord;
  readonly recipe: RecipeRecord;
  readonly employee: EmployeeRecord;
  readonly absence: AbsenceRecord;
  readonly cover: CoverRecord;
  readonly 'busy-hours': BusyHoursRecord;
  readonly product: ProductRecord;
  readonly 'ad-channel': AdChannelRecord;
}

export type RecordKind = keyof RecordOf;

/** Something that is bought and kept: an ingredient, or goods sold as they are. Key: name. */
export interface ItemRecord {
  readonly name: string;
  /** "kg", "bottle". Absent: pieces. */
  readonly unit?: string;
  readonly supplier?: string;
  /** What one unit costs. */
  readonly cost?: number;
  /** Units there now. */
  readonly stock?: number;
  /** The day the stock was counted. */
  readonly countedOn?: IsoDate;
  /** Units in a pack; absent: any quantity can be ordered. */
  readonly packSize?: number;
  /** Least units of an order. */
  readonly minimumOrder?: number;
  /** Days from ordering to delivery; absent: the supplier's. */
  readonly leadDays?: number;
  /** Days a delivered unit can be used; absent: it keeps. */
  readonly shelfLifeDays?: number;
  /** Storage that one unit takes, in whatever the storage limit is counted in. */
  readonly storage?: number;
  /** What one unit sells for, where it is sold as it is. */
  readonly price?: number;
  /** The product of the sales that it is sold as, one unit each. */
  readonly product?: string;
  /** Units used in an ordinary week, where neither product nor recipe tells. */
  readonly weeklyUse?: number;
}

/** Key: name. */
export interface SupplierRecord {
  readonly name: string;
  /** Cost of a delivery, whatever is in it. */
  readonly deliveryCost?: number;
  /** Least money of an order. */
  readonly minimumValue?: number;
  readonly leadDays?: number;
  /** Weekdays on which orders are taken; absent: all. */
  readonly orderDays?: readonly number[];
}

/** How much of an item one unit of a product takes. Key: product and item. */
export interface RecipeRecord {
  readonly product: string;
  readonly item: string;
  readonly quantity: number;
}

/** Key: name. */
export interface EmployeeRecord {
  readonly name: string;
  /** What they can do: "barista", "kitchen". */
  readonly roles: readonly string[];
  readonly wagePerHour?: number;
  /** A week. */
  readonly minHours?: number;
  readonly maxHours?: number;
  /** Hours a week beyond `maxHours` that may be asked for. */
  readonly overtimeHours?: number;
  readonly maxDaysPerWeek?: number;
  /** Where they work; absent: anywhere. */
  readonly locations?: readonly string[];
  /** Monday to Sunday; null: not at all that day. Absent: always. `to` may pass 1440. */
  readonly availability?: readonly (readonly { readonly from: number; readonly to: number }[] | null)[];
}

/** Key: employee, first and last day. */
export interface AbsenceRecord {
  readonly employee: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly reason?: string;
}

/** People wanted on a shift. Key: location, weekday or day, shift, role. */
export interface CoverRecord {
  readonly location?: string;
  /** Exactly one of the two; neither: every day. */
  readonly weekday?: number;
  readonly day?: IsoDate;
  readonly shift: string;
  readonly from: number;
  /** May pass 1440. */
  readonly to: number;
  /** Absent: anybody. */
  readonly role?: string;
  readonly people: number;
  readonly atMost?: number;
}

/** Which share of a day's business falls into an hour. Shares of a day add up to about 1. Key: location, weekday, hour. */
export interface BusyHoursRecord {
  readonly location?: string;
  /** Absent: every day. */
  readonly weekday?: number;
  /** 0–23. */
  readonly hour: number;
  /** A fraction. */
  readonly share: number;
}

/** Something with a price. Its past prices and sales are read from the company's numbers. Key: name, as in the sales. */
export interface ProductRecord {
  readonly name: string;
  /** Today's price. */
  readonly price?: number;
  /** What one unit more costs. */
  readonly cost?: number;
  readonly lowest?: number;
  readonly highest?: number;
  /** Products of one group keep the order of their ranks: a small never costs more than a large. */
  readonly group?: string;
  readonly rank?: number;
  /** Units there are to sell a week. */
  readonly weeklyStock?: number;
}

/** A way to spend on marketing. What was spent and what came of it is read from the company's numbers. Key: name. */
export interface AdChannelRecord {
  readonly name: string;
  /** Money a week. */
  readonly least?: number;
  readonly most?: number;
  /** When anything is spent in a week, at least this. */
  readonly leastIfUsed?: number;
}

/** A record with the row it came from. */
export interface KeptRecord<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly key: string;
  readonly record: RecordOf[K];
  readonly dataset: string;
  readonly fileName: string;
  /** As a spreadsheet shows it: the header is row 1. */
  readonly row: number;
}

/**
 * Single facts that plans rest on, told in chat, each with who said it and when.
 * storage-limit: in the unit of `ItemRecord.storage`. order-budget: money an order period. holding-rate: cost of keeping
 * goods a year, as a share of their cost. service-level: 0–1. orders-per-person-hour: what one person can serve in an
 * hour. labour-profile: id of a profile. result-value: money one result of marketing is worth. price-endings: cents
 * that prices end in, "00,50,95". approvers: least role that may approve plans. elasticity:<product>.
 */
export interface PlanningSetting {
  readonly key: string;
  readonly value: number | string;
  readonly saidBy: string | null;
  /** ISO instant. */
  readonly saidAt: string;
}
