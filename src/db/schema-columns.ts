import type { ColumnType } from 'kysely';
import type { IsoDate } from '../contracts/period.ts';

/** jsonb: read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;
/** timestamptz: read as Date. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
export type DefaultInstant = ColumnType<Date, Date | string | undefined, Date | string>;
export type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** date and timestamp without zone: read as ISO text (the drivers are told not to make Dates of them). */
export type CivilDate = IsoDate;
