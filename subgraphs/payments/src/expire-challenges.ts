import { findExpired, updateExpired } from '#challenge-store';
import type { Deps } from '#deps';
import { askVoids } from '#drive-voids';
import { insertAttemptList } from '#payment-store';
import type { Payment } from '#rules/payment';

/** Declines challenges whose time is over, of the given placements or of all; gives those it declined. */
export async function expireChallenges(deps: Deps, placementIds?: readonly string[]): Promise<Payment[]> {
  const due = placementIds ?? (await findExpired(deps.db));
  if (due.length === 0) return [];
  const expired = await updateExpired(deps.db, due);
  await letGo(deps, expired);
  return expired;
}

/** Tells the provider that nobody will answer. Nothing is held until a challenge is passed, so a lost reply harms nobody. */
export async function letGo(deps: Deps, payments: readonly Payment[]): Promise<void> {
  if (payments.length === 0) return;
  const { attempts } = await askVoids(deps, payments);
  await insertAttemptList(deps.db, attempts);
}
