import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { signIn } from '#sessions/sign-in';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const password = 'correct horse';
const join = async (email: string) => signUp(shop.deps, { email, password, name: ' Ada L. ' }, at('192.0.2.1'));
const enter = (email: string, given = password) => signIn(shop.deps, { email, password: given }, at('192.0.2.1'));
const kinds = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

describe('signing up', () => {
  it('opens an account with a session, empty points and an event, and keeps no password', async () => {
    const outcome = await join(' Lovelace@Example.com ');
    if (outcome.kind !== 'signed-up') throw new Error(outcome.kind);
    const { customer } = outcome.session;
    expect(customer).toMatchObject({ email: 'Lovelace@Example.com', name: 'Ada L.', roles: ['customer'] });
    expect(await shop.balance(customer.id)).toBe('0/0/0/0');
    expect(await shop.db.query({ text: 'select type, version, key, sequence, data from outbox' })).toEqual([
      {
        type: 'customers.customer_registered',
        version: 1,
        key: customer.id,
        sequence: 1,
        data: { customerId: customer.id, email: 'Lovelace@Example.com', name: 'Ada L.' },
      },
    ]);
    const rows = await shop.db.query({ text: 'select * from customers, sessions, refresh_tokens' });
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(JSON.stringify(rows)).not.toContain(outcome.session.refreshToken);
    expect(JSON.stringify(rows)).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('takes an address once, whatever its capitals, also when two come at once', async () => {
    expect(await join('LOVELACE@example.COM')).toEqual({ kind: 'email-taken' });
    const both = await Promise.all([join('twin@example.com'), join('TWIN@example.com')]);
    expect(kinds(both).sort()).toEqual(['email-taken', 'signed-up']);
    expect(await shop.db.query({ text: `select data from outbox where data->>'email' ilike 'twin%'` })).toHaveLength(1);
  });

  it('tells which field is wrong', async () => {
    const pathOf = async (command: { email?: string; password?: string; name?: string }) => {
      const outcome = await signUp(shop.deps, { email: 'new@example.com', password, ...command }, at('192.0.2.1'));
      return outcome.kind === 'invalid' ? outcome.problem.path : outcome.kind;
    };
    expect(await pathOf({ email: 'nobody' })).toEqual(['email']);
    expect(await pathOf({ password: 'seven77' })).toEqual(['password']);
    expect(await pathOf({ password: 'x'.repeat(201) })).toEqual(['password']);
    expect(await pathOf({ name: 'x'.repeat(201) })).toEqual(['name']);
  });
});

describe('signing in', () => {
  it('takes the right password only, and does not tell what was wrong', async () => {
    await join('hopper@example.com');
    expect((await enter('HOPPER@example.com')).kind).toBe('signed-in');
    const wrong = await Promise.all([
      enter('hopper@example.com', 'wrong horse'),
      enter('hopper@example.com', ''),
      enter('unknown@example.com'),
      enter('ada@example.com'),
    ]);
    expect(wrong).toEqual(Array(4).fill({ kind: 'invalid-credentials' }));
    expect(await enter('hopper')).toMatchObject({ kind: 'invalid', problem: { path: ['email'] } });
    expect(await enter('hopper@example.com', 'x'.repeat(201))).toMatchObject({ kind: 'invalid', problem: { path: ['password'] } });
  });

  it('takes a password however its letters are composed', async () => {
    await signUp(shop.deps, { email: 'zoe@example.com', password: 'cafe\u0301-zoe\u0308' }, at('192.0.2.1'));
    expect((await enter('zoe@example.com', 'caf\u00e9-zo\u00eb')).kind).toBe('signed-in');
  });

  it('costs an unknown address as much as a wrong password', async () => {
    await join('timing@example.com');
    const took = async (email: string) => {
      const began = performance.now();
      await enter(email, 'wrong horse');
      return performance.now() - began;
    };
    // In turn, so that a busy machine slows both alike.
    const ratios: number[] = [];
    for (let round = 0; round < 9; round += 1) ratios.push((await took('nobody-there@example.com')) / (await took('timing@example.com')));
    const median = ratios.sort((a, b) => a - b)[4];
    expect(median).toBeGreaterThan(0.4);
    expect(median).toBeLessThan(2.5);
  });
});
