import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidInput, type NotFound, notFound } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { findGrant, insertGrants, loadAccounts } from '#points/ledger-store';
import { type Gift, readGift } from '#points/rules/gift';
import type { LoyaltyEntry } from '#points/rules/loyalty';

export type GivePointsOutcome =
  | { kind: 'given'; customerId: string; entry: LoyaltyEntry }
  | { kind: 'key-used' }
  | { kind: 'refused'; problem: InvalidInput | NotFound };

/** Staff give points, spendable at once. The same key with the same gift is given once and told again. */
export async function givePoints(db: Database, given: Gift, by: Author): Promise<GivePointsOutcome> {
  const outcome = readGift(given);
  if (outcome.kind === 'invalid') return { kind: 'refused', problem: outcome.problem };
  const { customerId, points, reason, idempotencyKey } = outcome.gift;
  // Apart from the keys of imports and of the shop itself.
  const key = `staff ${idempotencyKey}`;
  return db.transaction(async (tx) => {
    const [account] = isUuid(customerId) ? await loadAccounts(tx, [customerId]) : [];
    if (!account) return { kind: 'refused', problem: notFound('There is no such customer.') };
    const made = await insertGrants(tx, [{ customerId, points, reason, key, at: null }]);
    const entry = await findGrant(tx, key);
    if (!entry) throw new Error('points that were given have no entry');
    if (entry.customerId !== customerId || entry.points !== points || entry.reason !== reason) return { kind: 'key-used' };
    const change = { action: 'grantPoints', entityType: 'Customer', entityId: customerId, before: null, after: { points, reason } };
    if (made.length > 0) await writeEvents(tx, audited(changeAudited, by, change));
    return { kind: 'given', customerId, entry };
  });
}
