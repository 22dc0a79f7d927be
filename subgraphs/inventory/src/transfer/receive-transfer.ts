import { createHash } from 'node:crypto';
import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { invalidFields, invalidTransition, notFound } from '@cartograph/kit/problems';
import { serveWaiting } from '#backorder/serve-waiting';
import { changeAudited } from '#events';
import { lockLocations } from '#location-store';
import { decideReceipt, type ReceiveCommand, receiveFaults, type Transfer } from '#rules/transfer';
import { type TransferOutcome, toldAgain } from '#transfer/send-transfer';
import { lockTransfer, updateTransfer } from '#transfer/transfer-store';
import type { BookedLevel, BookedMove } from '#writing/booking-store';
import { findUsedKey, type GroundLevel, lockGround } from '#writing/ground-store';
import { writeStock } from '#writing/write-stock';

/**
 * Goods of a transfer arrive, all or some; what was lost on the way is booked as damage, so that the ledger shows both. Never more than was
 * sent. All lines or none.
 */
export async function receiveTransfer(db: Database, command: ReceiveCommand, by: Author): Promise<TransferOutcome> {
  const problem = invalidFields(receiveFaults(command));
  if (problem) return { kind: 'refused', problem };
  if (!isUuid(command.transferId)) return { kind: 'refused', problem: notFound('There is no such transfer.') };
  const outcome = await db.transaction((tx) => receive(tx, command, by));
  if (outcome.kind === 'transferred')
    await serveWaiting(
      db,
      command.lines.map(({ sku }) => sku),
    );
  return outcome;
}

async function receive(tx: Queryable, command: ReceiveCommand, by: Author): Promise<TransferOutcome> {
  const { idempotencyKey, transferId } = command;
  const inputHash = hashOf(command);
  const transfer = await lockTransfer(tx, transferId);
  const [location] = transfer ? await lockLocations(tx, [transfer.toLocationId]) : [];
  const ground = await lockGround(
    tx,
    command.lines.map(({ sku }) => sku),
    idempotencyKey,
  );
  const { levels, used } = ground;
  if (used) return toldAgain(used, inputHash);
  if (!transfer || !location) return { kind: 'refused', problem: notFound('There is no such transfer.') };
  if (transfer.status === 'RECEIVED')
    return { kind: 'refused', problem: invalidTransition('All of this transfer is received or lost already.', []) };
  const decision = decideReceipt(transfer.lines, command.lines);
  if (decision.kind === 'wrong') {
    const problem = invalidFields(decision.faults);
    if (problem) return { kind: 'refused', problem };
    throw new Error('a receipt was refused without a reason');
  }
  const here = new Map(levels.filter(({ locationId }) => locationId === location.id).map((level) => [level.sku, level]));
  const before = { status: transfer.status, lines: transfer.lines };
  const after = { status: decision.status, lines: decision.lines };
  const written = await writeStock(
    tx,
    ground,
    {
      key: { idempotencyKey, inputHash, transferId },
      ...arrival(transfer, command, here),
      reference: transfer.reference ?? transferId,
      note: null,
      cause: 'TRANSFER',
      eventKey: transferId,
      audit: audited(changeAudited, by, { action: 'receiveTransfer', entityType: 'StockTransfer', entityId: transferId, before, after }),
    },
    by,
  );
  if (!written) return toldAgain(await findUsedKey(tx, idempotencyKey), inputHash);
  await updateTransfer(tx, transferId, decision.status, decision.lines);
  return { kind: 'transferred', transferId };
}

/** What was lost came in, too, and went as damage: in transit falls by both, and the ledger tells where the goods are. */
function arrival({ toLocationId: locationId }: Transfer, { lines }: ReceiveCommand, here: ReadonlyMap<string, GroundLevel>) {
  const moves: BookedMove[] = [];
  const levels: BookedLevel[] = [];
  for (const { sku, received, lost } of lines) {
    const { onHand = 0, inTransit = 0 } = here.get(sku) ?? {};
    const came = received + lost;
    moves.push({ sku, locationId, kind: 'TRANSFER_IN', delta: came, onHandAfter: onHand + came });
    if (lost > 0) moves.push({ sku, locationId, kind: 'DAMAGE', delta: -lost, onHandAfter: onHand + received });
    levels.push({ sku, locationId, onHand: onHand + received, inTransit: inTransit - came });
  }
  return { moves, levels };
}

const hashOf = ({ transferId, lines }: ReceiveCommand): string =>
  createHash('sha256')
    .update(JSON.stringify(['receiveTransfer', transferId.toLowerCase(), lines.map(({ sku, received, lost }) => [sku, received, lost])]))
    .digest('hex');
