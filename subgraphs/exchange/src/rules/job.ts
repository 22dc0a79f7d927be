import type { Header } from '#rules/header';

export type JobKind = 'IMPORT' | 'EXPORT';
export type JobData = 'PRODUCTS' | 'PRICES' | 'STOCK' | 'CUSTOMERS' | 'ORDERS' | 'COUPONS';
export type JobFormat = 'CSV' | 'JSONL';
export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'SUCCEEDED_WITH_REFUSALS' | 'FAILED' | 'CANCELLED';

/** A job as this room keeps it; its lease is the store's. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly data: JobData;
  readonly format: JobFormat;
  readonly dryRun: boolean;
  readonly changedAfter: Date | null;
  readonly owner: string;
  readonly startedBy: string;
  readonly inputHash: string;
  readonly status: JobStatus;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly fileBytes: number;
  readonly fileComplete: boolean;
  readonly filesForgottenAt: Date | null;
  readonly position: number;
  readonly lastRow: number;
  readonly header: Header | null;
  readonly cursor: string | null;
  readonly rowsDone: number;
  readonly rowsChanged: number;
  readonly rowsRefused: number;
  readonly failure: string | null;
}

/** One reason why a row was refused. */
export interface Refusal {
  readonly row: number;
  readonly key: string | null;
  readonly path: string[];
  readonly message: string;
}

/** Files and reports are kept so long after a job has come to its end, and an import waits so long for its file. */
export const fileHours = 24;

/** Of one file. */
export const maxFileBytes = 2_000_000_000;
/** Of all files that are kept together: what staff store must leave the shop its disk. */
export const maxStoredBytes = 8_000_000_000;
/** Jobs of one person that are not finished. */
export const maxOpenJobs = 20;

export const isOver = ({ status }: Pick<Job, 'status'>): boolean => status !== 'QUEUED' && status !== 'RUNNING';

export const endOf = (rowsRefused: number): JobStatus => (rowsRefused > 0 ? 'SUCCEEDED_WITH_REFUSALS' : 'SUCCEEDED');

/** When the file is no longer waited for, or no longer kept. */
export const expiryOf = ({ createdAt, finishedAt }: Pick<Job, 'createdAt' | 'finishedAt'>): Date =>
  new Date((finishedAt ?? createdAt).getTime() + fileHours * 3_600_000);
