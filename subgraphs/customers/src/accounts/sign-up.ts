import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import type { InvalidInput } from '@cartograph/kit/problems';
import { insertCustomer } from '#accounts/customer-store';
import { makePasswordHash } from '#accounts/make-password-hash';
import { emailFault, nameFault, newPasswordFault, normalizeEmail, normalizeName } from '#accounts/rules/credentials';
import type { Deps } from '#deps';
import { customerRegistered } from '#events';
import { issueSession, openSession } from '#sessions/issue-session';
import type { Session } from '#sessions/rules/session';

export interface SignUpCommand {
  email: string;
  password: string;
  name?: string | null | undefined;
}

export type SignUpOutcome = { kind: 'signed-up'; session: Session } | { kind: 'email-taken' } | { kind: 'invalid'; problem: InvalidInput };

/** Opens an account and a session. The unique index decides who of two gets an address. */
export async function signUp({ db, tokens, hashing }: Deps, command: SignUpCommand): Promise<SignUpOutcome> {
  const email = normalizeEmail(command.email);
  const name = normalizeName(command.name);
  const problem = emailFault(email) ?? newPasswordFault(command.password) ?? nameFault(name);
  if (problem) return { kind: 'invalid', problem };
  // Before the transaction: a hash may wait for its turn, and must not hold a connection meanwhile.
  const passwordHash = await makePasswordHash(hashing, command.password);
  const opened = await db.transaction(async (tx) => {
    const customer = await insertCustomer(tx, { email, name, passwordHash });
    if (!customer) return undefined;
    const registered = customerRegistered.of(customer.id, { customerId: customer.id, email: customer.email, name: customer.name });
    await writeEvents(tx, [numbered(registered, 1)]);
    return { customer, refreshToken: await openSession(tx, customer.id) };
  });
  if (!opened) return { kind: 'email-taken' };
  return { kind: 'signed-up', session: await issueSession(tokens, opened.customer, opened.refreshToken) };
}
