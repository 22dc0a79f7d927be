import { beforeAll, describe, expect, it } from 'vitest';
import { giveOldAccountsIdentities } from '#accounts/give-identities';
import { signUp } from '#accounts/sign-up';
import { checks } from '#checks';
import { signIn } from '#sessions/sign-in';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

/** An account as an earlier version opened it, with the password "correct horse". */
async function openBefore(email: string, year: number): Promise<void> {
  const passwordHash = await shop.hashPassword('correct horse');
  await shop.db.query({
    text: `with c as (insert into customers (email, password_hash, created_at) values ($1, $2, make_date($3, 1, 1)) returning id)
           insert into loyalty_accounts (customer_id) select id from c`,
    values: [email, passwordHash, year],
  });
}
const enter = async (email: string) => {
  const outcome = await signIn(shop.deps, { email, password: 'correct horse' }, at('192.0.2.1'));
  return outcome.kind === 'signed-in' ? outcome.session.customer.email : outcome.kind;
};

describe('an e-mail address belongs to one account, however it is spelled', () => {
  it('when two sign up at once', async () => {
    const spellings = ['zoë@exämple.org', 'ZOE\u0308@EX\u00c4MPLE.org', 'zoë@xn--exmple-cua.org', ' zoë@EXA\u0308MPLE.ORG '];
    const outcomes = await Promise.all(spellings.map((email) => signUp(shop.deps, { email, password: 'correct horse' }, at('192.0.2.1'))));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['email-taken', 'email-taken', 'email-taken', 'signed-up']);
    for (const email of spellings) expect(await enter(email)).not.toBe('invalid-credentials');
  });

  it('and its guesses are counted together', async () => {
    const guess = (email: string) => signIn(shop.deps, { email, password: 'a guess' }, at('192.0.2.1'));
    for (let count = 0; count < 5; count += 1) {
      await guess('ü@x.com');
      await guess('U\u0308@X.com');
    }
    expect(await guess('ü@X.COM')).toMatchObject({ kind: 'too-many-attempts' });
  });
});

describe('accounts from before that meet under the rule', () => {
  it('stay apart: the oldest is entered by any spelling, the others by their own', async () => {
    await openBefore('bjo\u0308rn@example.com', 2021);
    await openBefore('björn@example.com', 2019);
    await openBefore('BJÖRN@exa\u0308mple.com', 2018);
    await openBefore('old@10.0.0.1', 2017);
    await giveOldAccountsIdentities(shop.db);
    await giveOldAccountsIdentities(shop.db);
    expect(await enter('BJ\u00d6RN@EXAMPLE.COM')).toBe('björn@example.com');
    expect(await enter('bjo\u0308rn@example.com')).toBe('bjo\u0308rn@example.com');
    expect(await enter('björn@xn--exmple-cua.com')).toBe('BJÖRN@exa\u0308mple.com');
    expect(await enter('old@10.0.0.1')).toBe('old@10.0.0.1');
    expect((await signUp(shop.deps, { email: 'Björn@Example.com', password: 'correct horse' }, at('192.0.2.1'))).kind).toBe('email-taken');
  });

  it('are told by the doctor, as notes and not as violations', async () => {
    const noted = await Promise.all((checks.notes ?? []).map(({ sql }) => shop.db.query<{ detail: string }>({ text: sql })));
    expect(noted.flat().map(({ detail }) => detail)).toEqual([
      expect.stringContaining('of 2017-01-01'),
      expect.stringContaining('of 2021-01-01'),
    ]);
    expect(await shop.violations()).toEqual([]);
  });

  it('are many, and are looked at in lists', async () => {
    await shop.db.query({
      text: `insert into customers (email, created_at) select 'old' || n || '@example.com', now() - n * interval '1 minute' from generate_series(1, 2500) n`,
    });
    await giveOldAccountsIdentities(shop.db);
    const [row] = await shop.db.query<{ left: number }>({
      text: `select count(*)::int as left from customers where email_identity is null and email like 'old%@example.com'`,
    });
    expect(row?.left).toBe(0);
  });
});

it('importing accounts that meet gives the identity to the oldest, and importing them again changes nothing', async () => {
  const account = { name: null, passwordHash: null, roles: ['customer' as const], addresses: [] };
  const id = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;
  const meeting = [
    { ...account, id: id(1), email: 'ço@example.com', createdAt: new Date('2025-01-01') },
    { ...account, id: id(2), email: 'c\u0327o@EXAMPLE.com'.replace('c', 'C'), createdAt: new Date('2024-01-01') },
  ];
  await expect(shop.importCustomers(meeting)).rejects.toThrow();
  const apart = [
    meeting[0],
    { ...account, id: id(2), email: 'ço@EXA\u0308MPLE.com', createdAt: new Date('2024-01-01') },
    { ...account, id: id(3), email: 'ço@xn--exmple-cua.com', createdAt: new Date('2023-01-01') },
  ];
  for (let round = 0; round < 2; round += 1) await shop.importCustomers(apart.filter((one) => one !== undefined));
  const rows = await shop.db.query<{ id: string; identity: string | null }>({
    text: 'select id, email_identity as identity from customers where id = any($1::uuid[]) order by id',
    values: [[id(1), id(2), id(3)]],
  });
  expect(rows.map(({ identity }) => identity)).toEqual(['ço@example.com', null, 'ço@xn--exmple-cua.com']);
});
