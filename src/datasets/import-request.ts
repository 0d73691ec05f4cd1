import type { Company } from '../contracts/company.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { TenantTx } from '../db/schema.ts';
import type { FileUnderstanding } from './file-understanding.ts';
import type { FileReading } from './open-reading.ts';

/** Work on one company's data that may take a while. */
export interface DataRun {
  /** Runs work in one transaction of the company: `(work) => database.inTenant(company.id, work)`. */
  readonly data: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  readonly company: Company;
  /** A few words for the person who waits; `done` from 0 to 1. */
  readonly onProgress?: (text: string, done: number) => void;
  readonly signal?: AbortSignal;
}

export interface ImportRequest extends DataRun {
  readonly upload: { readonly id: string; readonly fileName: string; readonly sha256: string };
  readonly understanding: FileUnderstanding;
  readonly reading: FileReading;
  /** The dataset of the same bytes that this one takes the place of: the file is read the other way. */
  readonly instead?: DatasetId;
}
