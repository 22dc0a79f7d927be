import { createHash } from 'node:crypto';
import type { Database, Queryable } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidInput, invalidFields, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { findAdjustmentHash, insertAdjustment, lockForAdjustment } from '#adjustment-store';
import { stockChangedEvents, stockLowEvents } from '#events';
import { type Adjustment, adjustmentFaults, maxOnHand } from '#rules/adjustment';
import { fellLow, type Level, summarize } from '#rules/stock';

export type AdjustStockOutcome =
  | { kind: 'adjusted'; sku: string }
  | { kind: 'would-go-negative'; message: string }
  | { kind: 'key-used' }
  | { kind: 'not-found'; problem: NotFound }
  | { kind: 'invalid'; problem: InvalidInput };

/**
 * Changes what is on hand by `delta`, with a movement. The same key with the same input is done once and told again; a refusal
 * leaves the key unused. `madeBy` is the id of the staff member.
 */
export async function adjustStock(db: Database, adjustment: Adjustment, madeBy: string | null): Promise<AdjustStockOutcome> {
  const problem = invalidFields(adjustmentFaults(adjustment));
  if (problem) return { kind: 'invalid', problem };
  return db.transaction((tx) => adjust(tx, adjustment, madeBy));
}

async function adjust(tx: Queryable, adjustment: Adjustment, madeBy: string | null): Promise<AdjustStockOutcome> {
  const { sku, delta, idempotencyKey } = adjustment;
  const inputHash = hashOf(adjustment);
  const { levels, locationId } = await lockForAdjustment(tx, adjustment);
  const used = await findAdjustmentHash(tx, idempotencyKey);
  if (used !== undefined) return told(used, inputHash, sku);
  if (levels.length === 0) return { kind: 'not-found', problem: notFound(`There is no stock of ${sku}.`) };
  if (locationId === null) return invalid('locationId', 'locationId must be one of the shop’s locations.');
  const level = levels.find((candidate) => candidate.locationId === locationId) ?? emptyLevel(sku, locationId);
  const onHand = level.onHand + delta;
  if (onHand < level.reserved)
    return {
      kind: 'would-go-negative',
      message: `${level.onHand} on hand, of which ${level.reserved} are reserved: ${delta} is too much.`,
    };
  if (onHand > maxOnHand) return invalid('delta', `delta must leave at most ${maxOnHand} on hand.`);
  if (!(await insertAdjustment(tx, adjustment, locationId, inputHash, madeBy)))
    return told((await findAdjustmentHash(tx, idempotencyKey)) ?? '', inputHash, sku);
  await writeEvents(tx, eventsOf(levels, level, delta));
  return { kind: 'adjusted', sku };
}

const invalid = (field: string, message: string): AdjustStockOutcome => ({ kind: 'invalid', problem: invalidInput([field], message) });

const told = (usedHash: string, inputHash: string, sku: string): AdjustStockOutcome =>
  usedHash === inputHash ? { kind: 'adjusted', sku } : { kind: 'key-used' };

const hashOf = ({ sku, delta, reason, note, locationId }: Adjustment): string =>
  createHash('sha256')
    .update(JSON.stringify([sku, delta, reason, note, locationId]))
    .digest('hex');

const emptyLevel = (sku: string, locationId: string): Level => ({
  sku,
  locationId,
  priority: 0,
  onHand: 0,
  reserved: 0,
  lowStockThreshold: 0,
});

function eventsOf(levels: readonly Level[], changed: Level, delta: number) {
  const others = levels.filter(({ locationId }) => locationId !== changed.locationId);
  const after = summarize([...others, { ...changed, onHand: changed.onHand + delta }]);
  const fallen = fellLow(summarize(levels), [{ sku: changed.sku, quantity: -delta }]);
  return [...stockChangedEvents('ADJUSTMENT', changed.sku, after), ...stockLowEvents(fallen)];
}
