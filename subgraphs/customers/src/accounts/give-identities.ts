import { type Database, sqlStateOf } from '@cartograph/kit/db';
import { emailIdentity } from '@cartograph/kit/people/email';
import { giveIdentities, type Identity, loadNameless, type Nameless } from '#accounts/identity-store';

const atOnce = 1_000;

/**
 * Gives accounts that an earlier version opened the identity of their e-mail address; SQL knows no IDNA. Of those that meet the oldest gets
 * it, and the others stay without, as do addresses that are none by the rule of today: both are entered by their exact spelling. Stopped
 * anywhere it goes on at the next start.
 */
export async function giveOldAccountsIdentities(db: Database): Promise<void> {
  let last: Nameless | undefined;
  for (;;) {
    const accounts = await loadNameless(db, last, atOnce);
    const identities = firstOfEach(accounts);
    if (identities.length > 0) await give(db, identities);
    last = accounts.at(-1);
    if (accounts.length < atOnce) return;
  }
}

function firstOfEach(accounts: readonly Nameless[]): Identity[] {
  const owners = new Map<string, string>();
  for (const { id, email } of accounts) {
    const identity = emailIdentity(email);
    if (identity !== undefined && !owners.has(identity)) owners.set(identity, id);
  }
  return [...owners].map(([identity, id]) => ({ id, identity }));
}

/** Somebody who signs up meanwhile may take one of them: then they are given one by one. */
async function give(db: Database, identities: readonly Identity[]): Promise<void> {
  try {
    await giveIdentities(db, identities);
  } catch (error) {
    if (sqlStateOf(error) !== '23505') throw error;
    if (identities.length > 1) for (const one of identities) await give(db, [one]);
  }
}
