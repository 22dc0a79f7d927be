import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import type { FieldProblem } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import type { PriceRow } from '#prices/rules/price-entry';
import type { PriceListRow } from '#prices/rules/price-list-state';
import type { PlannedRow, RowProblem } from '#prices/rules/price-plan';
import { writePrices } from '#prices/set-prices';

export interface ImportPricesCommand {
  /** Whoever sends it calls it so. */
  readonly batch: string;
  /** true: says what would become of each row, and changes nothing. */
  readonly dryRun: boolean;
  /** Who has it written; null: a command of the machine. */
  readonly writerId: string | null;
  readonly writerName: string;
  readonly rows: readonly Omit<PriceRow, 'id' | 'expectedVersion'>[];
}

export type ImportedState = 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'REFUSED';

export interface ImportPricesOutcome {
  batch: string;
  /** In the order of the rows. */
  rows: { state: ImportedState; problems: { path: string[]; message: string }[] }[];
}

export const maxImported = 1_000;

/**
 * Batches of prices, by SKU, list and start, each row for itself: what stands there with the same start is replaced. Said again it changes
 * nothing. A batch is one transaction, of statements that grow by two for each 200 SKUs that it changes.
 */
export async function importPrices(db: Database, commands: readonly ImportPricesCommand[]): Promise<ImportPricesOutcome[]> {
  const outcomes: ImportPricesOutcome[] = [];
  for (const command of commands) outcomes.push(await importBatch(db, command));
  return outcomes;
}

async function importBatch(db: Database, { batch, dryRun, writerId, writerName, rows }: ImportPricesCommand): Promise<ImportPricesOutcome> {
  if (rows.length > maxImported) throw new RangeError(`rows must be at most ${maxImported}`);
  const by: Author = { id: writerId, name: writerName, client: null, requestId: null };
  const given = rows.map((row) => ({ ...row, id: null, expectedVersion: null }));
  const plan = await db.transaction(async (tx) => {
    const written = await writePrices(tx, given, { replace: true, field: 'rows', dryRun });
    if (!dryRun)
      await writeEvents(
        tx,
        written.lists.flatMap((list) => auditOf(list, written.plan, by)),
      );
    return written.plan;
  });
  return { batch, rows: plan.map(outcomeOf) };
}

const states = { created: 'CREATED', changed: 'CHANGED', unchanged: 'UNCHANGED' } as const;

function outcomeOf(row: PlannedRow): ImportPricesOutcome['rows'][number] {
  if (row.kind !== 'refused') return { state: states[row.kind], problems: [] };
  return { state: 'REFUSED', problems: fieldsOf(row.problem).map(toldAlone) };
}

/** A report has a sentence for what may stand there, and no list beside it. */
const toldAlone = ({ path, message, allowed }: FieldProblem) => ({
  path: path.slice(2),
  message: allowed ? `${message} Allowed are ${allowed.join(', ')}.` : message,
});

const fieldsOf = (problem: RowProblem): FieldProblem[] => {
  switch (problem.code) {
    case 'INVALID_INPUT':
      return problem.fields;
    case 'ALREADY_EXISTS':
      return [{ path: problem.path, message: problem.message, allowed: null }];
    case 'VERSION_CONFLICT':
    case 'NOT_FOUND':
      return [{ path: [], message: problem.message, allowed: null }];
  }
};

/** One entry a list: a thousand prices are one thing that somebody did. */
function auditOf({ id, code }: PriceListRow, plan: readonly PlannedRow[], by: Author) {
  const count = (kind: 'created' | 'changed') =>
    plan.filter((row) => row.kind !== 'refused' && row.kind === kind && row.entry.listId === id).length;
  const [created, changed] = [count('created'), count('changed')];
  const after = created + changed === 0 ? null : { prices: `${created} new, ${changed} changed` };
  return audited(changeAudited, by, { action: 'importPrices', entityType: 'PriceList', entityId: code, before: null, after });
}
