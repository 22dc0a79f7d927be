import { audited, authorOfCommand } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import { type Email, readEmail } from '@cartograph/kit/people/email';
import { readText } from '@cartograph/kit/people/text';
import { type InvalidInput, invalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { insertCustomer } from '#accounts/customer-store';
import { makePasswordHash } from '#accounts/make-password-hash';
import { newPasswordFault } from '#accounts/rules/credentials';
import { changeAudited, customerRegistered } from '#events';
import { type Invitation, invite } from '#staff/invite';
import { withRole } from '#staff/rules/roles';
import { hasAdministrator, lockAccountOf, lockStaff, type StaffAccount, setFirstPassword, setRoles } from '#staff/staff-store';

export interface MakeAdministratorCommand {
  email: string;
  name: string | null;
  /** For an account without one; null: they choose it by an invitation, whoever they are. */
  password: string | null;
  /** Only where nobody is one. */
  first: boolean;
  /** The command that asks, for the log. */
  command: string;
}

export type MakeAdministratorOutcome =
  | {
      kind: 'administrator';
      email: string;
      /** The account was opened, was there and has the role now, or had it. */
      account: 'opened' | 'promoted' | 'unchanged';
      password: 'set' | 'kept' | 'invited';
      invitation: Invitation | null;
    }
  | { kind: 'not-the-first' }
  | { kind: 'disabled'; email: string }
  | { kind: 'invalid'; problem: InvalidInput };

/** For whoever runs the machine: an administrator by e-mail address, whose account is opened if there is none. Saying it twice is the same. */
export async function makeAdministrator(db: Database, given: MakeAdministratorCommand): Promise<MakeAdministratorOutcome> {
  const email = readEmail(given.email);
  const name = readText('name', given.name ?? '');
  const problem = mergeInvalid([
    email.kind === 'refused' ? invalidInput(['email'], email.message) : undefined,
    given.password === null ? undefined : newPasswordFault(given.password),
    name.kind === 'refused' ? invalidInput(['name'], name.message) : undefined,
  ]);
  if (problem || email.kind === 'refused' || name.kind === 'refused')
    return { kind: 'invalid', problem: problem ?? invalidInput([], 'This is no account.') };
  const passwordHash = given.password === null ? null : await makePasswordHash(given.password);
  return db.transaction(async (tx) => {
    await lockStaff(tx);
    if (given.first && (await hasAdministrator(tx))) return { kind: 'not-the-first' };
    const { account, opened } = await findOrOpen(tx, email.email, name.value, passwordHash);
    if (account.disabled) return { kind: 'disabled', email: account.email };
    const roles = withRole(account.roles, 'admin');
    const promoted = !account.roles.includes('admin');
    if (promoted && !opened) await setRoles(tx, account.id, roles);
    const needsPassword = !account.hasPassword && passwordHash !== null;
    if (needsPassword) await setFirstPassword(tx, account.id, passwordHash);
    const before = opened ? null : { roles: account.roles };
    const after = opened ? { email: account.email, name: account.name, roles } : { roles };
    const entry = { action: 'createAdministrator', entityType: 'Customer', entityId: account.id, before, after };
    await writeEvents(tx, audited(changeAudited, authorOfCommand(given.command), entry));
    return {
      kind: 'administrator',
      email: account.email,
      account: opened ? 'opened' : promoted ? 'promoted' : 'unchanged',
      password: passwordHash === null ? 'invited' : opened || needsPassword ? 'set' : 'kept',
      invitation: passwordHash === null ? await invite(tx, account.id) : null,
    };
  });
}

/** Whoever signs up with the address meanwhile has opened it: then theirs is found. */
async function findOrOpen(
  tx: Queryable,
  email: Email,
  name: string | null,
  passwordHash: string | null,
): Promise<{ account: StaffAccount; opened: boolean }> {
  const of = { exact: email.address, identity: email.identity };
  const found = await lockAccountOf(tx, of);
  if (found) return { account: found, opened: false };
  const customer = await insertCustomer(tx, { email, name, passwordHash, roles: ['customer', 'admin'] });
  if (customer) {
    const registered = customerRegistered.of(customer.id, { customerId: customer.id, email: customer.email, name: customer.name });
    await writeEvents(tx, [numbered(registered, 1)]);
    return { account: { ...customer, hasPassword: passwordHash !== null }, opened: true };
  }
  const faster = await lockAccountOf(tx, of);
  if (!faster) throw new Error('an account was neither found nor opened');
  return { account: faster, opened: false };
}
