import type { Author } from '@cartograph/kit/audit';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateCustomer } from '#accounts/update-customer';
import { saveGroup } from '#groups/save-group';
import { refreshSession } from '#sessions/refresh-session';
import { signIn } from '#sessions/sign-in';
import { ada, at, grace, openShop, type Shop } from '#testing/shop';

let shop: Shop;
let boss: Author;
const sam: Author = { id: '0198c0de-7a11-7000-8000-0000000000aa', name: 'sam@shop.test', client: null, requestId: null };

beforeAll(async () => {
  shop = await openShop();
  await shop.makeAdministrator({ email: 'boss@shop.test', name: null, password: 'long enough', first: false, command: 'npm run admin' });
  boss = { ...sam, id: await idOf('boss@shop.test'), name: 'boss@shop.test' };
});

async function idOf(email: string): Promise<string> {
  const [row] = await shop.db.query<{ id: string }>({ text: 'select id from customers where email = $1', values: [email] });
  return row?.id ?? '';
}

const group = async (code: string, name = code) => {
  const outcome = await saveGroup(shop.db, { code, name }, sam);
  if (outcome.kind !== 'saved') throw new Error(outcome.problem.message);
  return outcome.group;
};

describe('a group', () => {
  it('is made once, however its code is written, and is renamed by its version', async () => {
    const { id } = await group('wholesale', 'Wholesale');
    const again = await saveGroup(shop.db, { code: 'WholeSale', name: 'x' }, sam);
    expect(again).toMatchObject({ problem: { code: 'ALREADY_EXISTS', path: ['code'], existingId: id } });
    const rename = (name: string, expectedVersion: number) => saveGroup(shop.db, { id, expectedVersion, code: 'wholesale', name }, sam);
    expect(await rename('Trade', 1)).toMatchObject({ group: { name: 'Trade', version: 2 } });
    expect(await rename('Trade', 1)).toMatchObject({ group: { name: 'Trade', version: 2 } });
    expect(await rename('Resale', 1)).toMatchObject({ problem: { code: 'VERSION_CONFLICT', currentVersion: 2 } });
    const other = await saveGroup(shop.db, { id, expectedVersion: 2, code: 'trade', name: 'Trade' }, sam);
    expect(other).toMatchObject({ problem: { path: ['code'], fields: [{ allowed: ['wholesale'] }] } });
  });

  it('tells every wrong field at once', async () => {
    const outcome = await saveGroup(shop.db, { id: grace, code: 'two words', name: ' ' }, sam);
    expect(outcome).toMatchObject({ problem: { fields: [{ path: ['code'] }, { path: ['name'] }, { path: ['expectedVersion'] }] } });
  });

  it('of two who make the same at once one is told of the other', async () => {
    const outcomes = await Promise.all(['race', 'RACE'].map((code) => saveGroup(shop.db, { code, name: code }, sam)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
  });

  it('is one of 200 at most', async () => {
    await shop.db.query({
      text: `insert into customer_groups (code, name) select 'g' || n, 'g' from generate_series(1, 200 - (select count(*)::int from customer_groups)) n`,
    });
    expect(await saveGroup(shop.db, { code: 'one-more', name: 'x' }, sam)).toMatchObject({ problem: { code: 'INVALID_INPUT' } });
    await shop.db.query({ text: `delete from customer_groups where name = 'g'` });
  });
});

describe('an account that staff change', () => {
  it('is in the groups that they say, which is told with a number of its own, and costs other rooms one statement to read', async () => {
    await group('gold');
    const update = (groupCodes: string[], expectedVersion: number) =>
      updateCustomer(shop.db, { id: ada, expectedVersion, groupCodes }, sam);
    expect(await update(['wholesale', 'gold', 'gold'], 1)).toEqual({ kind: 'updated', id: ada });
    expect(await update(['gold', 'wholesale'], 1)).toEqual({ kind: 'updated', id: ada });
    expect(await update(['gold'], 2)).toEqual({ kind: 'updated', id: ada });
    const events = await shop.db.query<{ sequence: number; data: unknown }>({
      text: `select sequence, data from outbox where type = 'customers.customer_groups_changed' and key = $1 order by sequence`,
      values: [ada],
    });
    expect(events).toEqual([
      { sequence: 1, data: { customerId: ada, groupCodes: ['gold', 'wholesale'] } },
      { sequence: 2, data: { customerId: ada, groupCodes: ['gold'] } },
    ]);
    const unknown = '0198c0de-7a11-7000-8000-00000000dead';
    expect(await shop.statementsOf(() => shop.groupsOf([ada, grace, unknown]))).toBe(1);
    expect(await shop.groupsOf([grace, ada.toUpperCase(), unknown, 'x'])).toEqual([
      { customerId: grace, groupCodes: [] },
      { customerId: ada.toUpperCase(), groupCodes: ['gold'] },
      null,
      null,
    ]);
  });

  it('keeps what is left out; of two who change it at once, one is told of the other', async () => {
    const before = await shop.groupsOf([ada]);
    const outcomes = await Promise.all(
      ['likes tea', 'likes coffee'].map((note) => updateCustomer(shop.db, { id: ada, expectedVersion: 3, note }, sam)),
    );
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.problem.code : one.kind)).sort()).toEqual(['VERSION_CONFLICT', 'updated']);
    expect(await shop.groupsOf([ada])).toEqual(before);
  });

  it('tells every wrong field at once, and which groups there are', async () => {
    const outcome = await updateCustomer(shop.db, { id: ada, expectedVersion: 1, groupCodes: ['gold', 'silver'], note: 'a\u0000b' }, sam);
    expect(outcome).toMatchObject({
      problem: {
        fields: [{ path: ['note'] }, { path: ['groupCodes', '1'], allowed: expect.arrayContaining(['gold', 'wholesale']) as string[] }],
      },
    });
    expect(await updateCustomer(shop.db, { id: 'x', expectedVersion: 1 }, sam)).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});

describe('a disabled account', () => {
  const disable = async (email: string, by: Author, disabled = true) => {
    const id = await idOf(email);
    const [row] = await shop.db.query<{ version: number }>({ text: 'select version from customers where id = $1', values: [id] });
    return updateCustomer(shop.db, { id, expectedVersion: row?.version ?? 0, disabled }, by);
  };
  const enter = (email: string) => signIn(shop.deps, { email, password: 'long enough' }, at(email));

  it('has no way in and no way on, which looks like a wrong password; enabled again it has', async () => {
    await shop.makeAdministrator({ email: 'two@shop.test', name: null, password: 'long enough', first: false, command: 'npm run admin' });
    const session = await enter('two@shop.test');
    expect(await disable('two@shop.test', boss)).toMatchObject({ kind: 'updated' });
    expect(await enter('two@shop.test')).toEqual({ kind: 'invalid-credentials' });
    expect(await refreshSession(shop.deps, session.kind === 'signed-in' ? session.session.refreshToken : '')).toEqual({
      kind: 'invalid-credentials',
    });
    await disable('two@shop.test', boss, false);
    expect(await enter('two@shop.test')).toMatchObject({ kind: 'signed-in' });
  });

  it('is nobody of the staff unless an administrator says so, and never the last administrator', async () => {
    await expect(disable('two@shop.test', sam)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN', scope: 'staff:write' } });
    expect(await disable('two@shop.test', boss)).toMatchObject({ kind: 'updated' });
    expect(await disable('boss@shop.test', boss)).toMatchObject({ problem: { code: 'INVALID_INPUT', path: ['disabled'] } });
    await disable('two@shop.test', boss, false);
  });

  it('is one at most, when two administrators disable each other at the same moment', async () => {
    const two = { ...boss, id: await idOf('two@shop.test') };
    await Promise.allSettled([disable('two@shop.test', boss), disable('boss@shop.test', two)]);
    const left = await shop.administrators();
    expect(left.filter(({ state }) => state === 'active')).toHaveLength(1);
  });
});
