import type { Caller, Role } from '@cartograph/kit/caller';
import { guest } from '@cartograph/kit/caller';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, openRoom, type TestRoom } from '#testing/room';
import { ada, adaAsks, grace, orders, staff } from '#testing/shop';

let room: TestRoom;
let boss: Caller;
const now = () => Math.floor(Date.now() / 1_000);
const as = (customerId: string, roles: Role[], provedAt?: number): Caller => ({
  kind: 'customer',
  customerId,
  email: 'boss@shop.test',
  roles,
  ...(provedAt === undefined ? {} : { provedAt }),
});

beforeAll(async () => {
  room = await openRoom();
  await room.commands.makeAdministrator({
    email: 'boss@shop.test',
    name: null,
    password: 'long enough',
    first: false,
    command: 'npm run admin',
  });
  const { data } = await room.ask('{ staffMembers { id email roles } }', {}, as(ada, ['admin']));
  const [found] = (data?.['staffMembers'] ?? []) as { id: string; email: string; roles: string[] }[];
  expect(found).toMatchObject({ email: 'boss@shop.test', roles: ['CUSTOMER', 'ADMIN'] });
  boss = as(found?.id ?? '', ['customer', 'admin'], now());
});

const role = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) { __typename ... on RolesChanged { customer { version roles } } ... on Problem { code } } }`;
const update = `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename
  ... on CustomerUpdated { customer { version note disabled groups { code name customerCount } } } ... on Problem { code } } }`;
const save = `mutation ($input: SaveCustomerGroupInput!) { saveCustomerGroup(input: $input) { __typename ... on CustomerGroupSaved { group { id version } } } }`;
const invite = `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { __typename ... on StaffInvited { email expiresAt token } ... on Problem { code } } }`;

describe('what staff may do to accounts', () => {
  it('takes the scope of each field: an administrator has all of them, staff not those of roles and the log, others none', async () => {
    const fields: Record<string, string> = {
      'customers:read': '{ customers { totalCount } customerGroups { code } }',
      'staff:read': '{ staffMembers { id } }',
      'audit:read': '{ auditLog { totalCount } }',
    };
    const callers: [string, Caller, string[]][] = [
      ['an administrator', boss, []],
      ['staff', staff, ['staff:read', 'audit:read']],
      ['a customer', adaAsks, Object.keys(fields)],
    ];
    for (const [who, caller, closed] of callers)
      for (const [scope, query] of Object.entries(fields)) {
        const { errors = [] } = await room.ask(query, {}, caller);
        const scopes = errors.map(({ extensions }) => extensions?.['scope']);
        expect([who, scope, [...new Set(scopes)]]).toEqual([who, scope, closed.includes(scope) ? [scope] : []]);
      }
    for (const query of Object.values(fields))
      expect(new Set(codesOf(await room.ask(query, {}, guest)))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('with roles and invitations it also takes a sign-in of the last ten minutes', async () => {
    const long = as('customerId' in boss ? boss.customerId : '', ['admin'], now() - 601);
    const asked: [string, object][] = [
      [role, { customerId: ada, role: 'STAFF' }],
      [role.replaceAll('grantRole', 'revokeRole').replace('GrantRole', 'RevokeRole'), { customerId: ada, role: 'STAFF' }],
      [invite, { email: 'new@shop.test', name: 'New', role: 'STAFF' }],
    ];
    for (const [query, input] of asked) {
      expect(codesOf(await room.ask(query, { input }, long))).toEqual(['STEP_UP_REQUIRED']);
      expect(codesOf(await room.ask(query, { input }, { ...staff, provedAt: now() } as Caller))).toEqual(['FORBIDDEN']);
    }
    const { data } = await room.ask(invite, { input: asked[2]?.[1] }, boss);
    expect(data?.['inviteStaff']).toMatchObject({ __typename: 'StaffInvited', token: expect.stringMatching(/^[\w-]{43}$/) as string });
  });

  it('a role is given by its name, and CUSTOMER is none to give', async () => {
    const { data } = await room.ask(role, { input: { customerId: ada, role: 'STAFF' } }, boss);
    expect(data?.['grantRole']).toEqual({ __typename: 'RolesChanged', customer: { version: 2, roles: ['CUSTOMER', 'STAFF'] } });
    const none = await room.ask(role, { input: { customerId: ada, role: 'CUSTOMER' } }, boss);
    expect(none.data?.['grantRole']).toEqual({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
  });

  it('groups, note and version are staff’s to see; roles are one’s own', async () => {
    const { data } = await room.ask(save, { input: { code: 'wholesale', name: 'Wholesale' } }, staff);
    expect(data?.['saveCustomerGroup']).toMatchObject({ __typename: 'CustomerGroupSaved', group: { version: 1 } });
    const changed = await room.ask(
      update,
      { input: { id: grace, expectedVersion: 1, groupCodes: ['wholesale'], note: ' pays late\r\n' } },
      staff,
    );
    expect(changed.data?.['updateCustomer']).toEqual({
      __typename: 'CustomerUpdated',
      customer: { version: 2, note: 'pays late', disabled: false, groups: [{ code: 'wholesale', name: 'Wholesale', customerCount: 1 }] },
    });
    const own = await room.ask('{ me { version roles groups { code } note disabled } }', {}, adaAsks);
    expect(own.data).toEqual({ me: { version: 2, roles: ['CUSTOMER', 'STAFF'], groups: null, note: null, disabled: null } });
    expect(codesOf(own)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    const seen = await room.ask('query ($id: ID!) { customer(id: $id) { roles } }', { id: ada }, staff);
    expect(seen.data).toEqual({ customer: { roles: [] } });
  });

  it('other rooms read the groups, and nobody else', async () => {
    const query = 'query ($ids: [ID!]!) { customersGroups(customerIds: $ids) { customerId groupCodes } }';
    const { data } = await room.ask(query, { ids: [grace, 'x', ada] }, orders);
    expect(data?.['customersGroups']).toEqual([
      { customerId: grace, groupCodes: ['wholesale'] },
      null,
      { customerId: ada, groupCodes: [] },
    ]);
    expect(codesOf(await room.ask(query, { ids: [grace] }, boss))).toEqual(['FORBIDDEN']);
    expect(codesOf(await room.ask(query, { ids: Array.from({ length: 201 }, () => grace) }, orders))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the list of customers', () => {
  const found = async (variables: object) => {
    const query = `query ($search: String, $filter: CustomerFilter, $first: Int, $after: String) {
      customers(search: $search, filter: $filter, first: $first, after: $after) { edges { cursor node { email } } totalCount } }`;
    const answer = await room.ask(query, { ...variables }, staff);
    const list = answer.data?.['customers'] as { edges: { cursor: string; node: { email: string } }[]; totalCount: number } | null;
    return {
      emails: list?.edges.map(({ node }) => node.email),
      total: list?.totalCount,
      last: list?.edges.at(-1)?.cursor,
      codes: codesOf(answer),
    };
  };

  beforeAll(async () => {
    const person = (id: string, email: string, name: string, createdAt: string, phone?: string) => ({
      id: `0198c0de-7a11-7000-8000-0000000000${id}`,
      email,
      name,
      passwordHash: null,
      roles: ['customer' as const],
      addresses: phone ? [{ line1: '1 Main St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', phone }] : [],
      createdAt: new Date(createdAt),
    });
    await room.commands.importCustomers([
      person('b1', 'zoe@old.test', 'Zoë von Berg', '2020-01-01T00:00:00Z', '+1 510 555 0100'),
      person('b2', 'yan@old.test', "O'Hara-Smith & Sons", '2020-02-01T00:00:00Z'),
    ]);
    await room.commands.grantPoints([{ customerId: ada, points: 1_500, reason: 'a gift', key: 'gold' }]);
  });

  it('is found by the beginning of an address, of words of a name, and of a telephone number; anything may be typed', async () => {
    for (const search of ['zoe@', 'ZOE@old', 'zoë', 'berg zo', '+1 (510) 555', '1510555'])
      expect([search, (await found({ search })).emails]).toEqual([search, ['zoe@old.test']]);
    for (const search of ["o'hara", 'sons smith', "O'Hara-Smith & Sons"])
      expect((await found({ search })).emails).toEqual(['yan@old.test']);
    for (const search of ["'; drop table customers; --", '%', 'zo:* | a', '\\', 'berg & !zoe', '١٢٣'])
      expect((await found({ search })).codes.every((code) => code === 'BAD_USER_INPUT')).toBe(true);
    expect((await found({ search: 'x'.repeat(255) })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await found({ search: 'nobody here' })).total).toBe(0);
  });

  it('is newest first, a page at a time, and filtered by group, tier and time', async () => {
    const old = { registeredBefore: '2021-01-01T00:00:00Z' };
    const first = await found({ filter: old, first: 1 });
    expect(first).toMatchObject({ emails: ['yan@old.test'], total: 2 });
    expect((await found({ filter: old, first: 1, after: first.last })).emails).toEqual(['zoe@old.test']);
    expect((await found({ filter: { ...old, registeredAfter: '2020-02-01T00:00:00Z' } })).emails).toEqual(['yan@old.test']);
    expect((await found({ filter: { groupCode: 'wholesale' } })).emails).toEqual(['grace@example.com']);
    expect((await found({ filter: { tier: ['SILVER', 'GOLD'] } })).emails).toEqual(['ada@example.com']);
    expect((await found({ filter: { tier: [] } })).total).toBe(0);
  });
});
