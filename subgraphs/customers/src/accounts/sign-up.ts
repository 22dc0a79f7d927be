import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import type { InvalidInput } from '@cartograph/kit/problems';
import { type Asker, busyRetryMs, inTurn } from '#accounts/asker';
import { insertCustomer } from '#accounts/customer-store';
import { makePasswordHash } from '#accounts/make-password-hash';
import { type GivenAccount, readNewAccount } from '#accounts/rules/new-account';
import type { Deps } from '#deps';
import { customerRegistered } from '#events';
import { issueSession, openSession } from '#sessions/issue-session';
import type { Session } from '#sessions/rules/session';

export type SignUpCommand = GivenAccount;

export type SignUpOutcome =
  | { kind: 'signed-up'; session: Session }
  | { kind: 'email-taken' }
  | { kind: 'busy'; retryAfterMs: number }
  | { kind: 'invalid'; problem: InvalidInput };

/** Opens an account and a session. The unique indexes decide who of two gets an address. */
export async function signUp({ db, tokens, hashing, conceal }: Deps, command: SignUpCommand, asker: Asker): Promise<SignUpOutcome> {
  const outcome = readNewAccount(command);
  if (outcome.kind === 'invalid') return outcome;
  const { email, name, password, locale } = outcome.account;
  // Before the transaction: a hash may wait for its turn, and must not hold a connection meanwhile.
  const turn = await inTurn(hashing, asker, () => makePasswordHash(password));
  if (turn.kind === 'busy') return { kind: 'busy', retryAfterMs: busyRetryMs };
  const opened = await db.transaction(async (tx) => {
    const customer = await insertCustomer(tx, { email, name, passwordHash: turn.value, locale });
    if (!customer) return undefined;
    const registered = customerRegistered.of(customer.id, { customerId: customer.id, email: customer.email, name: customer.name });
    await writeEvents(tx, [numbered(registered, 1)]);
    return { customer, session: await openSession(tx, customer.id, conceal('client', asker.client)) };
  });
  if (!opened) return { kind: 'email-taken' };
  return { kind: 'signed-up', session: await issueSession(tokens, opened.customer, opened.session) };
}
