import type { CellProblem, Column, Values } from '#rules/column';
import type { JobData } from '#rules/job';

/** Who has a row written, as the audit log of the room that owns it names them. */
export interface Writer {
  readonly id: string | null;
  readonly name: string;
}

export interface KeyedRow {
  readonly key: string;
  readonly values: Values;
}

export type RowOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly CellProblem[] };

export interface ExportPage {
  readonly rows: readonly Values[];
  /** Where the next page begins; null: this was the last. */
  readonly next: string | null;
}

/** One kind of data, as the room that owns it takes and gives it. */
export interface Kind {
  readonly columns: readonly Column[];
  /** Undefined: such data are exported and never imported. */
  readonly importing?: {
    /** Names the row within its file, and to people; null when a value is missing in it. */
    keyOf(values: Values): string | null;
    /** Rows that say something of one thing have the same, and are written in their order; left out, each row is for itself. */
    readonly thingOf?: (values: Values) => string | null;
    /** Outcomes in the order of the rows. Said again, a row that is as it should be is unchanged. */
    write(rows: readonly KeyedRow[], how: { dryRun: boolean; by: Writer }): Promise<readonly RowOutcome[]>;
  };
  /** A page of all there is, in the order of its keys. */
  page(after: string | null, changedAfter: Date | null): Promise<ExportPage>;
}

export type Kinds = Readonly<Partial<Record<JobData, Kind>>>;

/** Of a job, which was refused where there is none. */
export function kindOf(kinds: Kinds, { data }: { data: JobData }): Kind {
  const kind = kinds[data];
  if (!kind) throw new Error(`${data} are not exchanged`);
  return kind;
}
