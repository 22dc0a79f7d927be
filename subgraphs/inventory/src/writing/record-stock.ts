import { createHash } from 'node:crypto';
import type { Author } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { type InvalidInput, invalidFields, invalidInput, type NotFound, notFound, type VersionConflict } from '@cartograph/kit/problems';
import { serveWaiting } from '#backorder/serve-waiting';
import { lockLocations } from '#location-store';
import type { Location } from '#rules/location';
import { decideRecording, type Move, type Recording, recordingFaults, type Shelf } from '#rules/recording';
import { findUsedKey, type Ground, type GroundLevel, lockGround } from '#writing/ground-store';
import { onHandAudited, writeStock } from '#writing/write-stock';

export type RecordStockOutcome =
  | { kind: 'recorded'; locationId: string; skus: string[] }
  | { kind: 'would-go-negative'; message: string; skus: string[] }
  | { kind: 'key-used' }
  | { kind: 'refused'; problem: VersionConflict | NotFound | InvalidInput };

/**
 * Books deliveries, counts and losses at one location, all lines or none; a SKU that was never stocked is stocked from then on. The same key
 * with the same input is done once and told again; a refusal leaves the key unused.
 */
export async function recordStock(db: Database, recording: Recording, by: Author): Promise<RecordStockOutcome> {
  const problem = invalidFields(recordingFaults(recording));
  if (problem) return { kind: 'refused', problem };
  const outcome = await db.transaction((tx) => record(tx, recording, by));
  if (outcome.kind === 'recorded') await serveWaiting(db, outcome.skus);
  return outcome;
}

async function record(tx: Queryable, recording: Recording, by: Author): Promise<RecordStockOutcome> {
  const skus = recording.lines.map(({ sku }) => sku);
  const [location] = await lockLocations(tx, [recording.locationId]);
  const ground = await lockGround(tx, skus, recording.idempotencyKey);
  return recordOn(
    tx,
    { recording, inputHash: hashOf(recording), location, ground, action: 'recordStock', eventKey: recording.locationId },
    by,
  );
}

export interface RecordingOnGround {
  readonly recording: Recording;
  readonly inputHash: string;
  /** Locked, as is the ground. */
  readonly location: Location | undefined;
  readonly ground: Ground;
  readonly action: string;
  readonly eventKey: string;
}

/** The one way in which staff change what lies at a location: `adjustStock` takes it, too. */
export async function recordOn(
  tx: Queryable,
  { recording, inputHash, location, ground, action, eventKey }: RecordingOnGround,
  by: Author,
): Promise<RecordStockOutcome> {
  const { lines, reason, reference, note, idempotencyKey } = recording;
  const { levels, used } = ground;
  const again = (usedHash: string | undefined): RecordStockOutcome =>
    usedHash === inputHash
      ? { kind: 'recorded', locationId: recording.locationId, skus: lines.map(({ sku }) => sku) }
      : { kind: 'key-used' };
  if (used) return again(used.inputHash);
  if (!location) return { kind: 'refused', problem: notFound('There is no such location.') };
  if (!location.active)
    return { kind: 'refused', problem: invalidInput(['locationId'], `locationId must be an open location: ${location.name} is closed.`) };
  const here = new Map(levels.filter(({ locationId }) => locationId === location.id).map((level) => [level.sku, level]));
  const decision = decideRecording(lines, [...here.values()]);
  switch (decision.kind) {
    case 'stale':
      return { kind: 'refused', problem: stale(decision) };
    case 'below-reserved':
      return { kind: 'would-go-negative', message: belowReserved(decision.shelves), skus: decision.shelves.map(({ sku }) => sku) };
    case 'too-many':
      return { kind: 'refused', problem: invalidFields(decision.faults) ?? invalidInput(['lines'], 'lines must leave less on hand.') };
    case 'moves': {
      const booked = decision.moves.map((move) => ({ ...move, locationId: location.id, kind: reason }));
      const written = await writeStock(
        tx,
        ground,
        {
          key: { idempotencyKey, inputHash, transferId: null },
          moves: booked,
          levels: levelsOf(location.id, decision.moves, here),
          reference,
          note,
          cause: 'ADJUSTMENT',
          eventKey,
          audit: onHandAudited(action, by, location, decision.moves),
        },
        by,
      );
      return written ? again(inputHash) : again((await findUsedKey(tx, idempotencyKey))?.inputHash);
    }
  }
}

const levelsOf = (locationId: string, moves: readonly Move[], here: ReadonlyMap<string, GroundLevel>) =>
  moves.map(({ sku, onHandAfter }) => ({ sku, locationId, onHand: onHandAfter, inTransit: here.get(sku)?.inTransit ?? 0 }));

const stale = ({ sku, onHand, expected }: { sku: string; onHand: number; expected: number }): VersionConflict => ({
  __typename: 'VersionConflict',
  code: 'VERSION_CONFLICT',
  message: `${onHand} of ${sku} are on hand by now, not ${expected}: look again before you book.`,
  currentVersion: onHand,
});

/** Of ten SKUs at most: more nobody reads. */
export const belowReserved = (shelves: readonly (Shelf & { delta: number })[]): string =>
  shelves
    .slice(0, 10)
    .map(({ sku, onHand, reserved, delta }) => `${sku}: ${onHand} on hand, of which ${reserved} are reserved: ${delta} is too much.`)
    .join(' ');

const hashOf = ({ locationId, reason, lines, reference, note }: Recording): string => {
  const said = lines.map(({ sku, delta, counted, expectedOnHand }) => [sku, delta, counted, expectedOnHand]);
  return createHash('sha256')
    .update(JSON.stringify(['recordStock', locationId, reason, said, reference, note]))
    .digest('hex');
};
