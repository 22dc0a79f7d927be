import type { Author } from '@cartograph/kit/audit';
import { beforeAll, expect, it } from 'vitest';
import { signIn } from '#sessions/sign-in';
import { revokeRole } from '#staff/change-role';
import { inviteStaff } from '#staff/invite-staff';
import { resetPassword } from '#staff/reset-password';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
let boss: Author;
beforeAll(async () => {
  shop = await openShop();
  await shop.makeAdministrator({ email: 'boss@shop.test', name: null, password: 'long enough', first: false, command: 'npm run admin' });
  const [row] = await shop.db.query<{ id: string }>({ text: `select id from customers where email = 'boss@shop.test'` });
  boss = { id: row?.id ?? '', name: 'boss@shop.test', client: '192.0.2.7', requestId: 'r1' };
});

const inviteAs = (email: string, role = 'STAFF', name = 'Sam') => inviteStaff(shop.db, { email, name, role }, boss);
const redeem = (token: string) => resetPassword(shop.deps, { token, newPassword: 'my own choice' }, at('somewhere'));

async function invited(email: string, role?: string) {
  const outcome = await inviteAs(email, role);
  if (outcome.kind !== 'invited') throw new Error(outcome.kind);
  return outcome.invitation;
}

it('who is invited has no way in before they choose a password, and is staff then', async () => {
  const { token } = await invited('sam@shop.test');
  expect(await signIn(shop.deps, { email: 'sam@shop.test', password: '' }, at('sam'))).toEqual({ kind: 'invalid-credentials' });
  expect(await redeem(token)).toMatchObject({ kind: 'changed', session: { customer: { roles: ['customer', 'staff'], name: 'Sam' } } });
  expect(await inviteAs('Sam@SHOP.test')).toEqual({ kind: 'email-taken' });
});

it('invited again they have a new token, and what this one says: the token before is void', async () => {
  const first = await invited('kim@shop.test');
  const second = await invited('kim@shop.test', 'ADMIN');
  expect(await redeem(first.token)).toEqual({ kind: 'invalid-token' });
  expect(await redeem(second.token)).toMatchObject({ session: { customer: { roles: ['customer', 'admin'] } } });
});

it('an invitation of somebody who is nobody of the staff any more is void', async () => {
  const { token } = await invited('gone@shop.test');
  const [row] = await shop.db.query<{ id: string }>({ text: `select id from customers where email = 'gone@shop.test'` });
  await revokeRole(shop.db, { customerId: row?.id ?? '', role: 'staff' }, boss);
  expect(await redeem(token)).toEqual({ kind: 'invalid-token' });
});

it('a customer is not invited: their account is theirs, with a password or without', async () => {
  for (const email of ['ada@example.com', 'GRACE@example.com']) expect(await inviteAs(email)).toEqual({ kind: 'email-taken' });
});

it('ten invitations of one person at once open one account, and one token is good', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => inviteAs('ten@shop.test')));
  const tokens = outcomes.flatMap((one) => (one.kind === 'invited' ? [one.invitation.token] : []));
  expect(tokens).toHaveLength(10);
  const fates = [];
  for (const token of tokens) fates.push((await redeem(token)).kind);
  expect(fates.filter((kind) => kind === 'changed')).toHaveLength(1);
});

it('every wrong field is told at once, and what a role may be', async () => {
  expect(await inviteAs('no address', 'CUSTOMER', ' ')).toMatchObject({
    problem: { fields: [{ path: ['email'] }, { path: ['name'] }, { path: ['role'], allowed: ['STAFF', 'ADMIN'] }] },
  });
});

it('the log says who invited whom, and knows no token', async () => {
  const { token } = await invited('log@shop.test');
  const [entry] = await shop.db.query<{ data: Record<string, unknown> }>({
    text: `select data from outbox where type = 'customers.change_audited' order by id desc limit 1`,
  });
  expect(entry?.data).toMatchObject({ actorId: boss.id, client: '192.0.2.7', action: 'inviteStaff', requestId: 'r1' });
  const rows = await shop.db.query<{ all: string }>({ text: `select (select string_agg(data::text, '') from outbox) as all` });
  expect(rows[0]?.all).not.toContain(token);
});
