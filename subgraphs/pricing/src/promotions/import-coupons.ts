import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { changeAudited } from '#events';
import { loadCouponGround, upsertCouponRows } from '#promotions/coupon-import-store';
import { type CouponImportRow, type PlannedCoupon, planCoupons } from '#promotions/rules/coupon-plan';

export interface ImportCouponsCommand {
  /** Whoever sends it calls it so. */
  readonly batch: string;
  /** true: says what would become of each row, and changes nothing. */
  readonly dryRun: boolean;
  /** Who has it written; null: a command of the machine. */
  readonly writerId: string | null;
  readonly writerName: string;
  readonly rows: readonly CouponImportRow[];
}

export interface ImportCouponsOutcome {
  batch: string;
  /** In the order of the rows. */
  rows: { state: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'REFUSED'; problems: { path: string[]; message: string }[] }[];
}

export const maxImportedCoupons = 1_000;

/** Batches of codes, each row for itself: a code that is there gets what the row says. Said again it changes nothing. A batch takes five statements. */
export async function importCoupons(db: Database, commands: readonly ImportCouponsCommand[]): Promise<ImportCouponsOutcome[]> {
  const outcomes: ImportCouponsOutcome[] = [];
  for (const command of commands) outcomes.push(await importBatch(db, command));
  return outcomes;
}

async function importBatch(db: Database, command: ImportCouponsCommand): Promise<ImportCouponsOutcome> {
  const { batch, dryRun, rows } = command;
  if (rows.length > maxImportedCoupons) throw new RangeError(`rows must be at most ${maxImportedCoupons}`);
  const plan = await db.transaction(async (tx) => {
    const planned = planCoupons(rows, await loadCouponGround(tx, rows), uuidv7);
    if (!dryRun) await write(tx, planned, command);
    return planned;
  });
  return {
    batch,
    rows: plan.map((row) => ({
      state: row.state,
      problems: row.state === 'REFUSED' ? row.problems.map(({ path, message }) => ({ path, message })) : [],
    })),
  };
}

async function write(tx: Queryable, plan: readonly PlannedCoupon[], { batch, writerId, writerName }: ImportCouponsCommand): Promise<void> {
  const changed = plan.flatMap((row) => (row.state === 'CREATED' || row.state === 'CHANGED' ? [row.coupon] : []));
  if (changed.length === 0) return;
  await upsertCouponRows(tx, changed);
  const by: Author = { id: writerId, name: writerName, client: null, requestId: null };
  const codes = changed.map(({ code }) => code);
  const after = { coupons: codes.length, from: codes.toSorted().at(0), to: codes.toSorted().at(-1) };
  await writeEvents(
    tx,
    audited(changeAudited, by, { action: 'importCoupons', entityType: 'Coupon', entityId: batch, before: null, after }),
  );
}
