import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { serveWaiting } from '#backorder/serve-waiting';
import { findLocationsByCode } from '#batch/batch-store';
import { changeAudited } from '#events';
import { lockLocations } from '#location-store';
import { type CountedRow, decideRow, type RowOutcome, refusedRow, rowFault } from '#rules/counted-row';
import type { Location } from '#rules/location';
import type { Move } from '#rules/recording';
import { lockGround } from '#writing/ground-store';
import { writeStock } from '#writing/write-stock';

export interface CountsBatch {
  /** Names the batch in its answer. */
  readonly batch: string;
  readonly dryRun: boolean;
  /** For whom. */
  readonly by: { readonly id?: string | null | undefined; readonly name: string };
  readonly rows: readonly CountedRow[];
}

export interface CountsOutcome {
  readonly batch: string;
  /** In the order of the rows. */
  readonly rows: RowOutcome[];
}

export const maxRows = 1_000;

type Placed = CountedRow & { readonly index: number };

/**
 * Rows of a file say what lies where. Each is taken or refused for itself; the same file again changes nothing. A dry run says what would
 * become of them. One transaction a location, whatever their number.
 */
export async function importCounts(db: Database, { batch, dryRun, by, rows }: CountsBatch): Promise<CountsOutcome> {
  if (rows.length > maxRows) throw badUserInput('rows', `rows must be at most ${maxRows}.`);
  const author: Author = { id: by.id ?? null, name: by.name, client: null, requestId: null };
  const outcomes = new Map<number, RowOutcome>();
  const byCode = await findLocationsByCode(db, [
    ...new Set(rows.map(({ locationCode }) => locationCode.toLowerCase().replaceAll('\0', ''))),
  ]);
  const placed = Map.groupBy(fitting(rows, byCode, outcomes), ({ locationCode }) => byCode.get(locationCode.toLowerCase())?.id ?? '');
  const changed: string[] = [];
  for (const [locationId, here] of placed)
    changed.push(...(await db.transaction((tx) => countAt(tx, { locationId, rows: here, dryRun, author, outcomes }))));
  if (changed.length > 0) await serveWaiting(db, changed);
  return { batch, rows: rows.map((_, index) => outcomes.get(index) ?? refusedRow('sku', 'The row was not looked at.')) };
}

/** Those that are right by themselves, each place once; of the others it is said what is wrong. */
function fitting(rows: readonly CountedRow[], byCode: ReadonlyMap<string, Location>, outcomes: Map<number, RowOutcome>): Placed[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const location = byCode.get(row.locationCode.toLowerCase());
    const place = JSON.stringify([row.sku, location?.id]);
    const fault =
      rowFault(row) ??
      (location ? undefined : refusedRow('locationCode', 'locationCode must be the code of a location.')) ??
      (location?.active ? undefined : refusedRow('locationCode', `locationCode must be an open location: ${location?.name} is closed.`)) ??
      (seen.has(place) ? refusedRow('sku', 'sku stands in an earlier row for this location.') : undefined);
    seen.add(place);
    if (!fault) return [{ ...row, index }];
    outcomes.set(index, fault);
    return [];
  });
}

interface Counting {
  readonly locationId: string;
  readonly rows: readonly Placed[];
  readonly dryRun: boolean;
  readonly author: Author;
  readonly outcomes: Map<number, RowOutcome>;
}

/** Gives the SKUs that changed. */
async function countAt(tx: Queryable, { locationId, rows, dryRun, author, outcomes }: Counting): Promise<string[]> {
  const [location] = await lockLocations(tx, [locationId]);
  const ground = await lockGround(
    tx,
    rows.map(({ sku }) => sku),
    null,
  );
  const here = new Map(ground.levels.filter((level) => level.locationId === locationId).map((level) => [level.sku, level]));
  const moves: Move[] = [];
  for (const row of rows) {
    const { outcome, move } = location?.active
      ? decideRow(row, here.get(row.sku))
      : { outcome: refusedRow('locationCode', 'locationCode must be an open location.') };
    outcomes.set(row.index, outcome);
    if (move) moves.push(move);
  }
  if (dryRun || moves.length === 0) return [];
  const entry = { action: 'startImport', entityType: 'Location', entityId: locationId };
  await writeStock(
    tx,
    ground,
    {
      key: null,
      moves: moves.map((move) => ({ ...move, locationId, kind: 'COUNT' })),
      levels: moves.map(({ sku, onHandAfter }) => ({ sku, locationId, onHand: onHandAfter, inTransit: here.get(sku)?.inTransit ?? 0 })),
      reference: null,
      note: 'Import',
      cause: 'IMPORT',
      eventKey: 'import',
      audit: audited(changeAudited, author, {
        ...entry,
        before: Object.fromEntries(moves.map(({ sku, delta, onHandAfter }) => [`onHand of ${sku}`, onHandAfter - delta])),
        after: Object.fromEntries(moves.map(({ sku, onHandAfter }) => [`onHand of ${sku}`, onHandAfter])),
      }),
    },
    author,
  );
  return moves.map(({ sku }) => sku);
}
