import { createHash } from 'node:crypto';
import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { type InvalidInput, type InvalidTransition, invalidFields, invalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { lockLocations } from '#location-store';
import { decideRecording, maxOnHand } from '#rules/recording';
import { linesSent, type SendCommand, sendFaults } from '#rules/transfer';
import { touch } from '#telling/touched';
import { insertTransfer } from '#transfer/transfer-store';
import type { BookedLevel } from '#writing/booking-store';
import { findUsedKey, lockGround, type UsedKey } from '#writing/ground-store';
import { belowReserved } from '#writing/record-stock';
import { writeStock } from '#writing/write-stock';

export type TransferOutcome =
  | { kind: 'transferred'; transferId: string }
  | { kind: 'would-go-negative'; message: string; skus: string[] }
  | { kind: 'key-used' }
  | { kind: 'refused'; problem: NotFound | InvalidInput | InvalidTransition };

/** Goods leave a location at once, and are on their way to another until they are received there or lost. All lines or none. */
export async function sendTransfer(db: Database, command: SendCommand, by: Author): Promise<TransferOutcome> {
  const problem = invalidFields(sendFaults(command));
  if (problem) return { kind: 'refused', problem };
  const outcome = await db.transaction((tx) => send(tx, command, by));
  if (outcome.kind === 'transferred')
    touch(
      db,
      command.lines.map(({ sku }) => sku),
    );
  return outcome;
}

async function send(tx: Queryable, command: SendCommand, by: Author): Promise<TransferOutcome> {
  const { idempotencyKey, fromLocationId, toLocationId, reference, expectedAt } = command;
  const inputHash = hashOf(command);
  const lines = linesSent(command.lines);
  const locations = await lockLocations(tx, [fromLocationId, toLocationId]);
  const ground = await lockGround(
    tx,
    lines.map(({ sku }) => sku),
    idempotencyKey,
  );
  const { levels, used } = ground;
  if (used) return toldAgain(used, inputHash);
  const from = locations.find(({ id }) => id === fromLocationId);
  const to = locations.find(({ id }) => id === toLocationId);
  if (!from || !to) return { kind: 'refused', problem: notFound(`There is no such location: ${from ? toLocationId : fromLocationId}.`) };
  if (!to.active)
    return { kind: 'refused', problem: invalidInput(['toLocationId'], `toLocationId must be an open location: ${to.name} is closed.`) };
  const at = (locationId: string) => new Map(levels.filter((level) => level.locationId === locationId).map((level) => [level.sku, level]));
  const [there, here] = [at(toLocationId), at(fromLocationId)];
  const leaving = lines.map(({ sku, quantity }) => ({ sku, delta: -quantity, counted: null, expectedOnHand: null }));
  const decision = decideRecording(leaving, [...here.values()]);
  if (decision.kind === 'below-reserved')
    return { kind: 'would-go-negative', message: belowReserved(decision.shelves), skus: decision.shelves.map(({ sku }) => sku) };
  if (decision.kind !== 'moves') throw new Error(`goods that leave are ${decision.kind}`);
  const coming = lines.map(({ sku, quantity }): BookedLevel => {
    const level = there.get(sku);
    return { sku, locationId: toLocationId, onHand: level?.onHand ?? 0, inTransit: (level?.inTransit ?? 0) + quantity };
  });
  const full = coming.findIndex(({ onHand, inTransit }) => onHand + inTransit > maxOnHand);
  if (full >= 0)
    return {
      kind: 'refused',
      problem: invalidInput(['lines', full], `At most ${maxOnHand} may lie at a location or be on their way to it.`),
    };
  const transfer = { id: uuidv7(), version: 1, fromLocationId, toLocationId, status: 'IN_TRANSIT' as const, reference, expectedAt, lines };
  const after = { from: from.code, to: to.code, status: transfer.status, reference, expectedAt, lines };
  const written = await writeStock(
    tx,
    ground,
    {
      key: { idempotencyKey, inputHash, transferId: transfer.id },
      moves: decision.moves.map((move) => ({ ...move, locationId: fromLocationId, kind: 'TRANSFER_OUT' })),
      levels: [
        ...decision.moves.map(({ sku, onHandAfter }) => ({
          sku,
          locationId: fromLocationId,
          onHand: onHandAfter,
          inTransit: here.get(sku)?.inTransit ?? 0,
        })),
        ...coming,
      ],
      reference: reference ?? transfer.id,
      note: null,
      cause: 'TRANSFER',
      eventKey: transfer.id,
      audit: audited(changeAudited, by, {
        action: 'transferStock',
        entityType: 'StockTransfer',
        entityId: transfer.id,
        before: null,
        after,
      }),
    },
    by,
  );
  if (!written) return toldAgain(await findUsedKey(tx, idempotencyKey), inputHash);
  await insertTransfer(tx, transfer);
  return { kind: 'transferred', transferId: transfer.id };
}

/** A key that was used for this is told again; for anything else it is refused. */
export const toldAgain = (used: UsedKey | undefined, inputHash: string): TransferOutcome =>
  used?.inputHash === inputHash && used.transferId !== null ? { kind: 'transferred', transferId: used.transferId } : { kind: 'key-used' };

const hashOf = ({ fromLocationId, toLocationId, lines, reference, expectedAt }: SendCommand): string => {
  const said = lines.map(({ sku, quantity }) => [sku, quantity]);
  return createHash('sha256')
    .update(JSON.stringify(['transferStock', fromLocationId, toLocationId, said, reference, expectedAt]))
    .digest('hex');
};
