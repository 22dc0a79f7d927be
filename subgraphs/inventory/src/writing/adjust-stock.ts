import { createHash } from 'node:crypto';
import type { Author } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { type InvalidInput, invalidFields, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { serveWaiting } from '#backorder/serve-waiting';
import { lockFirstLocation, lockLocations } from '#location-store';
import { type Adjustment, adjustmentFaults } from '#rules/adjustment';
import { maxOnHand } from '#rules/recording';
import { lockGround } from '#writing/ground-store';
import { recordOn } from '#writing/record-stock';

export type AdjustStockOutcome =
  | { kind: 'adjusted'; sku: string }
  | { kind: 'would-go-negative'; message: string; skus: string[] }
  | { kind: 'key-used' }
  | { kind: 'refused'; problem: NotFound | InvalidInput };

/**
 * Changes what is on hand of a SKU that is stocked already by `delta`, with a movement. The same key with the same input is done once and
 * told again; a refusal leaves the key unused.
 */
export async function adjustStock(db: Database, adjustment: Adjustment, by: Author): Promise<AdjustStockOutcome> {
  const problem = invalidFields(adjustmentFaults(adjustment));
  if (problem) return { kind: 'refused', problem };
  const outcome = await db.transaction((tx) => adjust(tx, adjustment, by));
  if (outcome.kind === 'adjusted') await serveWaiting(db, [outcome.sku]);
  return outcome;
}

async function adjust(tx: Queryable, adjustment: Adjustment, by: Author): Promise<AdjustStockOutcome> {
  const { sku, delta, reason, note, idempotencyKey } = adjustment;
  const location = adjustment.locationId === null ? await lockFirstLocation(tx) : (await lockLocations(tx, [adjustment.locationId]))[0];
  const ground = await lockGround(tx, [sku], idempotencyKey);
  if (!ground.used && ground.levels.length === 0) return { kind: 'refused', problem: notFound(`There is no stock of ${sku}.`) };
  if (!ground.used && !location) return invalid('locationId', 'locationId must be one of the shop’s locations.');
  const locationId = location?.id ?? '';
  const lines = [{ sku, delta, counted: null, expectedOnHand: null }];
  const recording = { idempotencyKey, locationId, reason, lines, reference: null, note };
  const inputHash = hashOf(adjustment);
  const outcome = await recordOn(tx, { recording, inputHash, location, ground, action: 'adjustStock', eventKey: sku }, by);
  switch (outcome.kind) {
    case 'recorded':
      return { kind: 'adjusted', sku };
    case 'would-go-negative':
    case 'key-used':
      return outcome;
    case 'refused':
      return outcome.problem.__typename === 'VersionConflict' || outcome.problem.__typename === 'NotFound'
        ? invalid('locationId', outcome.problem.message)
        : inItsOwnWords(outcome.problem);
  }
}

const invalid = (field: string, message: string): AdjustStockOutcome => ({ kind: 'refused', problem: invalidInput([field], message) });

/** An adjustment has no lines. */
const inItsOwnWords = (problem: InvalidInput): AdjustStockOutcome =>
  problem.path[0] === 'lines' ? invalid('delta', `delta must leave at most ${maxOnHand} on hand.`) : { kind: 'refused', problem };

/** As it always was: keys of older versions are told again, too. */
const hashOf = ({ sku, delta, reason, note, locationId }: Adjustment): string =>
  createHash('sha256')
    .update(JSON.stringify([sku, delta, reason, note, locationId]))
    .digest('hex');
