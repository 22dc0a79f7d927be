import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidInput, invalidFields, type NotFound, notFound, type VersionConflict, versionConflict } from '@cartograph/kit/problems';
import { serveWaiting } from '#backorder/serve-waiting';
import { changeAudited } from '#events';
import { lockFirstLocation } from '#location-store';
import { findPolicy, upsertPolicy } from '#policy/policy-store';
import { changed, type GivenChange, type PolicyState, policyFaults, readChange, samePolicy, unsaid } from '#rules/policy';
import { isText } from '#rules/text';
import { bookStock } from '#writing/booking-store';
import { type GroundLevel, lockGround } from '#writing/ground-store';

export interface SetStockPolicyCommand {
  readonly sku: string;
  readonly expectedVersion: number | null;
  readonly change: GivenChange;
}

export type SetStockPolicyOutcome = { kind: 'set'; sku: string } | { kind: 'refused'; problem: VersionConflict | NotFound | InvalidInput };

/**
 * Says on which terms a SKU is sold; what is left out stays. A SKU that was never stocked begins with nothing at the first open location,
 * so that it can be sold before it is there.
 */
export async function setStockPolicy(db: Database, command: SetStockPolicyCommand, by: Author, now: Date): Promise<SetStockPolicyOutcome> {
  const { sku } = command;
  if (!isText(sku, 100)) {
    // Nothing is stored under such a name: what else is wrong is told as of a SKU that nobody knows.
    const before: PolicyState = { lowStockThreshold: 0, ...unsaid };
    const problem = faultsIn(command, before, { now, backordered: 0 }).problem;
    if (problem) return { kind: 'refused', problem };
  }
  const outcome = await db.transaction((tx) => set(tx, command, by, now));
  // A smaller buffer frees goods.
  if (outcome.kind === 'set') await serveWaiting(db, [sku]);
  return outcome;
}

function faultsIn({ sku, change: given }: SetStockPolicyCommand, before: PolicyState, known: { now: Date; backordered: number }) {
  const { change, faults } = readChange(given);
  const after = changed(before, change);
  return { after, problem: invalidFields([...faults, ...policyFaults(sku, after, { before, ...known })]) };
}

async function set(tx: Queryable, command: SetStockPolicyCommand, by: Author, now: Date): Promise<SetStockPolicyOutcome> {
  const { sku, expectedVersion } = command;
  const known = (await lockGround(tx, [sku], null)).levels;
  const found = known.length > 0 ? await findPolicy(tx, sku) : undefined;
  const { version, backordered, ...said } = found ?? { version: 0, backordered: 0, ...unsaid };
  const before: PolicyState = { lowStockThreshold: known.reduce((sum, level) => sum + level.lowStockThreshold, 0), ...said };
  const { after, problem } = faultsIn(command, before, { now, backordered });
  if (problem) return { kind: 'refused', problem };
  if (version > 0 && samePolicy(before, after)) return { kind: 'set', sku };
  if (version !== (expectedVersion ?? 0)) return { kind: 'refused', problem: versionConflict('stock policy', version) };
  if (known.length === 0 && (await openLevel(tx, sku)).length === 0)
    return { kind: 'refused', problem: notFound('There is no open location that this could come to: save one first.') };
  if (!(await upsertPolicy(tx, sku, version, after)))
    return { kind: 'refused', problem: versionConflict('stock policy', (await findPolicy(tx, sku))?.version ?? version) };
  const entry = { action: 'setStockPolicy', entityType: 'ProductVariant', entityId: sku, before: { ...before }, after: { ...after } };
  await writeEvents(tx, audited(changeAudited, by, entry));
  return { kind: 'set', sku };
}

/** With nothing in it, at the first open location; what somebody else opened meanwhile is left as it is. */
async function openLevel(tx: Queryable, sku: string): Promise<readonly GroundLevel[]> {
  const location = await lockFirstLocation(tx);
  const opened = async () => (await lockGround(tx, [sku], null)).levels;
  const levels = await opened();
  if (!location || levels.length > 0) return levels;
  const level = { sku, locationId: location.id, onHand: 0, inTransit: 0 };
  await bookStock(tx, { key: null, moves: [], levels: [level], reference: null, note: null, madeBy: null, madeByName: null });
  return opened();
}
