import type { Author } from '@cartograph/kit/audit';
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshSession } from '#sessions/refresh-session';
import { signIn } from '#sessions/sign-in';
import { grantRole, revokeRole } from '#staff/change-role';
import { hasOtherAdministrator, setRoles } from '#staff/staff-store';
import { ada, at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
let ann: Author;
let bob: Author;
beforeEach(async () => {
  shop = await openShop();
  ann = await administrator('ann@shop.test');
  bob = await administrator('bob@shop.test');
});

async function administrator(email: string): Promise<Author> {
  await shop.makeAdministrator({ email, name: null, password: 'long enough', first: false, command: 'npm run admin' });
  return { id: await idOf(email), name: email, client: null, requestId: null };
}

async function idOf(email: string): Promise<string> {
  const [row] = await shop.db.query<{ id: string }>({ text: 'select id from customers where email = $1', values: [email] });
  return row?.id ?? '';
}

async function rolesOf(customerId: string | null) {
  const [row] = await shop.db.query<{ roles: string[] }>({ text: 'select roles from customers where id = $1', values: [customerId] });
  return row?.roles;
}

const administrators = async () => (await shop.administrators()).map(({ email }) => email);

describe('a role', () => {
  it('is given once and taken once, with an entry each; saying it again changes nothing', async () => {
    const staff = { customerId: ada, role: 'staff' as const };
    expect(await grantRole(shop.db, staff, ann)).toEqual({ kind: 'changed', customerId: ada });
    expect(await grantRole(shop.db, staff, ann)).toEqual({ kind: 'changed', customerId: ada });
    expect(await rolesOf(ada)).toEqual(['customer', 'staff']);
    await revokeRole(shop.db, staff, ann);
    await revokeRole(shop.db, staff, ann);
    expect(await rolesOf(ada)).toEqual(['customer']);
    const entries = await shop.db.query<{ action: string; by: string; changes: unknown }>({
      text: `select data ->> 'action' as action, data ->> 'actorName' as by, data -> 'changes' as changes from outbox
             where type = 'customers.change_audited' and key = $1 order by id`,
      values: [ada],
    });
    const roles = (before: string[], after: string[]) => [{ field: 'roles', before: JSON.stringify(before), after: JSON.stringify(after) }];
    expect(entries).toEqual([
      { action: 'grantRole', by: 'ann@shop.test', changes: roles(['customer'], ['customer', 'staff']) },
      { action: 'revokeRole', by: 'ann@shop.test', changes: roles(['customer', 'staff'], ['customer']) },
    ]);
  });

  it('that is taken ends the sessions of its account, and of no other', async () => {
    const enter = async (email: string) => {
      const outcome = await signIn(shop.deps, { email, password: 'long enough' }, at(email));
      return outcome.kind === 'signed-in' ? outcome.session.refreshToken : '';
    };
    const [hers, his] = [await enter('ann@shop.test'), await enter('bob@shop.test')];
    await revokeRole(shop.db, { customerId: bob.id ?? '', role: 'admin' }, ann);
    expect(await refreshSession(shop.deps, his)).toEqual({ kind: 'invalid-credentials' });
    expect(await refreshSession(shop.deps, hers)).toMatchObject({ kind: 'refreshed' });
  });

  it('is changed by nobody whose own was taken a moment ago, whatever their token says', async () => {
    await revokeRole(shop.db, { customerId: bob.id ?? '', role: 'admin' }, ann);
    for (const change of [grantRole, revokeRole])
      await expect(change(shop.db, { customerId: ann.id ?? '', role: 'admin' }, bob)).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN', scope: 'staff:write' },
      });
    expect(await administrators()).toEqual(['ann@shop.test']);
  });

  it('is not found on an account that there is not', async () => {
    for (const customerId of ['no-uuid', '0198c0de-7a11-7000-8000-00000000dead'])
      expect(await grantRole(shop.db, { customerId, role: 'staff' }, ann)).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});

describe('the last administrator', () => {
  it('stays, also against themselves; who was invited and never came does not count as another', async () => {
    await revokeRole(shop.db, { customerId: bob.id ?? '', role: 'admin' }, ann);
    await shop.makeAdministrator({ email: 'late@shop.test', name: null, password: null, first: false, command: 'npm run admin' });
    const outcome = await revokeRole(shop.db, { customerId: ann.id ?? '', role: 'admin' }, ann);
    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'INVALID_TRANSITION', allowed: ['grantRole', 'inviteStaff'] } });
    expect(await rolesOf(ann.id)).toContain('admin');
  });

  it('is left when two take the role from each other at the same moment, over and over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const take = (from: Author, by: Author) => revokeRole(shop.db, { customerId: from.id ?? '', role: 'admin' }, by);
      const outcomes = await Promise.allSettled([take(ann, bob), take(bob, ann)]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
      const left = await administrators();
      expect(left).toHaveLength(1);
      const [one, other] = left[0] === 'ann@shop.test' ? [ann, bob] : [bob, ann];
      await grantRole(shop.db, { customerId: other.id ?? '', role: 'admin' }, one);
    }
  });

  it('would be gone if nobody waited: two who look first and take then leave none', async () => {
    const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const naively = (from: Author, mine: 0 | 1) =>
      shop.db.transaction(async (tx) => {
        if (!(await hasOtherAdministrator(tx, from.id ?? ''))) return;
        looked[mine].resolve();
        await looked[mine === 0 ? 1 : 0].promise;
        await setRoles(tx, from.id ?? '', ['customer']);
      });
    await Promise.all([naively(ann, 0), naively(bob, 1)]);
    expect(await administrators()).toEqual([]);
  });
});
