import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { signIn } from '#sessions/sign-in';
import type { MakeAdministratorCommand } from '#staff/make-administrator';
import { resetPassword } from '#staff/reset-password';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const make = (given: Partial<MakeAdministratorCommand>, of = shop) =>
  of.makeAdministrator({ email: 'boss@shop.test', name: null, password: null, first: false, command: 'npm run admin', ...given });

const enter = async (email: string, password: string) => {
  const outcome = await signIn(shop.deps, { email, password }, at(email));
  return outcome.kind === 'signed-in' ? outcome.session.customer.roles : outcome.kind;
};

/** What the log is told of. */
const entries = (entityType: string) =>
  shop.db.query<{ data: Record<string, unknown> }>({
    text: `select data from outbox where type = 'customers.change_audited' and data ->> 'entityType' = $1 order by id`,
    values: [entityType],
  });

describe('an administrator, made by whoever runs the machine', () => {
  it('signs in with the password that was given; saying it again changes nothing, however the address is spelled', async () => {
    const first = await make({ password: 'correct horse', name: 'Boss' });
    expect(first).toEqual({ kind: 'administrator', email: 'boss@shop.test', account: 'opened', password: 'set', invitation: null });
    expect(await enter('boss@shop.test', 'correct horse')).toEqual(['customer', 'admin']);
    const again = await make({ email: ' BOSS@shop.test', password: 'another one' });
    expect(again).toMatchObject({ account: 'unchanged', password: 'kept' });
    expect(await enter('boss@shop.test', 'correct horse')).toEqual(['customer', 'admin']);
    const [entry, ...more] = await entries('Customer');
    expect(entry?.data).toMatchObject({ actorId: null, actorName: 'npm run admin', action: 'createAdministrator' });
    expect(more).toEqual([]);
  });

  it('who is a customer already becomes one, and keeps their password', async () => {
    await signUp(shop.deps, { email: 'cass@shop.test', password: 'cass her own' }, at('cass'));
    expect(await make({ email: 'cass@shop.test', password: 'not hers' })).toMatchObject({ account: 'promoted', password: 'kept' });
    expect(await enter('cass@shop.test', 'cass her own')).toEqual(['customer', 'admin']);
    expect(await enter('cass@shop.test', 'not hers')).toBe('invalid-credentials');
  });

  it('every wrong field is told at once', async () => {
    const outcome = await make({ email: 'no address', password: 'short', name: 'a\nb' });
    expect(outcome).toMatchObject({
      kind: 'invalid',
      problem: { fields: [{ path: ['email'] }, { path: ['password'] }, { path: ['name'] }] },
    });
  });

  it('many at once, as of replicas that start together, make one account', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => make({ email: 'crowd@shop.test', password: 'one of many' })));
    expect(outcomes.map((one) => (one.kind === 'administrator' ? one.account : one.kind)).sort()).toEqual([
      'opened',
      ...Array.from({ length: 7 }, () => 'unchanged'),
    ]);
  });
});

describe('an invitation to choose a password', () => {
  const redeem = (token: string, newPassword: string) => resetPassword(shop.deps, { token, newPassword }, at('somewhere'));
  const invited = async (email: string) => {
    const outcome = await make({ email });
    if (outcome.kind !== 'administrator' || !outcome.invitation) throw new Error('nobody was invited');
    return outcome.invitation;
  };

  it('is good once, signs in, and ends every other session of the account', async () => {
    await signUp(shop.deps, { email: 'lost@shop.test', password: 'what was it' }, at('a thief'));
    const { token, expiresAt } = await invited('lost@shop.test');
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 2 * 86_400_000);
    const outcome = await redeem(token, 'a new password');
    expect(outcome).toMatchObject({ kind: 'changed', session: { customer: { roles: ['customer', 'admin'] } } });
    expect(await redeem(token, 'and another')).toEqual({ kind: 'invalid-token' });
    expect(await enter('lost@shop.test', 'a new password')).toEqual(['customer', 'admin']);
    const [ended] = await shop.db.query<{ count: number }>({
      text: `select count(*)::int as count from sessions s join customers c on c.id = s.customer_id
             where c.email = 'lost@shop.test' and revoked_at is not null`,
    });
    expect(ended?.count).toBe(1);
  });

  it('of two who use it at once one has the account', async () => {
    const { token } = await invited('race@shop.test');
    const outcomes = await Promise.all([redeem(token, 'password one'), redeem(token, 'password two')]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'invalid-token']);
  });

  it('is void when a newer one was made, when its time is over, and when the account is disabled', async () => {
    const old = await invited('void@shop.test');
    const { token } = await invited('void@shop.test');
    expect(await redeem(old.token, 'a new password')).toEqual({ kind: 'invalid-token' });
    await shop.db.query({ text: `update password_invitations set expires_at = now()` });
    expect(await redeem(token, 'a new password')).toEqual({ kind: 'invalid-token' });
    const newest = await invited('void@shop.test');
    await shop.db.query({ text: `update customers set disabled_at = now() where email = 'void@shop.test'` });
    expect(await redeem(newest.token, 'a new password')).toEqual({ kind: 'invalid-token' });
    for (const wrong of ['', 'x'.repeat(43), 'x\0', '\ud800'.repeat(43)])
      expect(await redeem(wrong, 'a new password')).toEqual({ kind: 'invalid-token' });
  });

  it('leaves a password that is too short to its owner: nothing is used up', async () => {
    const { token } = await invited('short@shop.test');
    expect(await redeem(token, 'short')).toMatchObject({ kind: 'invalid', problem: { path: ['newPassword'] } });
    expect(await redeem(token, 'long enough')).toMatchObject({ kind: 'changed' });
  });
});

describe('the administrator that the environment names', () => {
  it('is made while nobody is one, and never again: not after a restart, and not when the role was taken', async () => {
    const fresh = await openShop();
    const start = () => make({ email: 'first@shop.test', first: true, command: 'ADMIN_EMAIL' }, fresh);
    const first = await start();
    expect(first).toMatchObject({ account: 'opened', invitation: { token: expect.any(String) as string } });
    expect(await start()).toEqual({ kind: 'not-the-first' });
    await make({ email: 'second@shop.test', password: 'long enough' }, fresh);
    await fresh.db.query({ text: `update customers set roles = '{customer}' where email = 'first@shop.test'` });
    expect(await start()).toEqual({ kind: 'not-the-first' });
  });

  it('has a new token when the first one ran out unused', async () => {
    const fresh = await openShop();
    const start = () => make({ email: 'first@shop.test', first: true }, fresh);
    await start();
    await fresh.db.query({ text: 'update password_invitations set expires_at = now()' });
    expect(await start()).toMatchObject({ account: 'unchanged', invitation: { token: expect.any(String) as string } });
    expect(await fresh.administrators()).toEqual([{ email: 'first@shop.test', state: 'invited' }]);
  });
});
