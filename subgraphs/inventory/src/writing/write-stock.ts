import { type Author, audited } from '@cartograph/kit/audit';
import type { Queryable } from '@cartograph/kit/db';
import type { NewEvent } from '@cartograph/kit/event';
import { writeEvents } from '@cartograph/kit/outbox';
import { changeAudited, type StockCause, stockChangedEvents, stockLowEvents } from '#events';
import { fellLow, type Level, summarize } from '#rules/stock';
import { type BookedKey, type BookedLevel, type BookedMove, bookStock } from '#writing/booking-store';
import type { Ground } from '#writing/ground-store';

export interface StockWrite {
  readonly key: BookedKey | null;
  /** In the order in which they happen; a level's last one says what is on hand. */
  readonly moves: readonly BookedMove[];
  readonly levels: readonly BookedLevel[];
  readonly reference: string | null;
  readonly note: string | null;
  readonly cause: StockCause;
  /** What moved the goods. */
  readonly eventKey: string;
  /** Beside what happened to the goods. */
  readonly audit: readonly NewEvent[];
}

/** Books a write of staff on locked levels, and tells of it; false when its key was used meanwhile, and then nothing is changed. */
export async function writeStock(
  tx: Queryable,
  { levels: before, terms }: Pick<Ground, 'levels' | 'terms'>,
  write: StockWrite,
  by: Author,
): Promise<boolean> {
  const { moves, levels, key, reference, note, cause, eventKey, audit } = write;
  const done = moves.filter(({ delta }) => delta !== 0);
  if (!(await bookStock(tx, { key, moves: done, levels, reference, note, madeBy: by.id, madeByName: by.name }))) return false;
  const moved = new Set(done.map(({ sku }) => sku));
  const left = done.map(({ sku, delta }) => ({ sku, quantity: -delta }));
  const after = summarize(levelsAfter(before, levels), terms).filter(({ sku }) => moved.has(sku));
  await writeEvents(tx, [
    ...stockChangedEvents(cause, eventKey, after),
    ...stockLowEvents(fellLow(summarize(before, terms), left)),
    ...audit,
  ]);
  return true;
}

function levelsAfter(before: readonly Level[], written: readonly BookedLevel[]): Level[] {
  const levels = new Map(before.map((level) => [placeOf(level), level]));
  for (const { sku, locationId, onHand } of written) {
    const level = levels.get(placeOf({ sku, locationId })) ?? { sku, locationId, priority: 0, onHand, reserved: 0, lowStockThreshold: 0 };
    levels.set(placeOf(level), { ...level, onHand });
  }
  return [...levels.values()];
}

const placeOf = ({ sku, locationId }: Pick<Level, 'sku' | 'locationId'>): string => JSON.stringify([sku, locationId]);

/** What an audit entry tells of each SKU that a write has moved at a location. */
export const onHandAudited = (
  action: string,
  by: Author,
  location: { code: string },
  moves: readonly Pick<BookedMove, 'sku' | 'delta' | 'onHandAfter'>[],
): NewEvent[] =>
  moves.flatMap(({ sku, delta, onHandAfter }) => {
    const field = `onHand at ${location.code}`;
    const [before, after] = [{ [field]: onHandAfter - delta }, { [field]: onHandAfter }];
    return audited(changeAudited, by, { action, entityType: 'ProductVariant', entityId: sku, before, after });
  });
