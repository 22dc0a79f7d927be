import type { Queryable } from '@cartograph/kit/db';
import type { CustomerGroup } from '#groups/rules/group';

const columns = 'id, code, name, version';
type GroupRow = CustomerGroup & Record<string, unknown>;

export async function loadGroupsOf(db: Queryable, customerIds: readonly string[]): Promise<{ customerId: string; groupCodes: string[] }[]> {
  return db.query<{ customerId: string; groupCodes: string[] }>({
    name: 'customers_load_groups_of',
    text: 'select id as "customerId", group_codes as "groupCodes" from customers where id = any($1::uuid[])',
    values: [customerIds],
  });
}

/** By code; all of them are few. */
export async function listGroups(db: Queryable): Promise<CustomerGroup[]> {
  return db.query<GroupRow>({
    name: 'customers_list_groups',
    text: `select ${columns} from customer_groups order by lower(code) limit 200`,
  });
}

export async function loadGroups(db: Queryable, codes: readonly string[]): Promise<CustomerGroup[]> {
  return db.query<GroupRow>({
    name: 'customers_load_groups',
    text: `select ${columns} from customer_groups where lower(code) = any(select lower(one) from unnest($1::text[]) as t(one))`,
    values: [codes],
  });
}

/** How many customers are in each group, in the order of `codes`; read from the index of those who are in any. */
export async function countMembers(db: Queryable, codes: readonly string[]): Promise<number[]> {
  const rows = await db.query<{ count: number }>({
    name: 'customers_count_members',
    text: `select (select count(*)::int from customers where group_codes <> '{}' and group_codes @> array[code]) as count
           from unnest($1::text[]) with ordinality as t(code, place) order by place`,
    values: [codes],
  });
  return rows.map(({ count }) => count);
}

/** Of two who make a group at once the second sees the first. */
export async function lockGroups(tx: Queryable): Promise<void> {
  await tx.query({ name: 'customers_lock_groups', text: `select pg_advisory_xact_lock(hashtextextended('customers groups', 0))` });
}

export async function countGroups(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    name: 'customers_count_groups',
    text: 'select count(*)::int as count from customer_groups',
  });
  return row?.count ?? 0;
}

/** Capitals make no other code. */
export async function findGroupByCode(db: Queryable, code: string): Promise<CustomerGroup | undefined> {
  const [row] = await loadGroups(db, [code]);
  return row;
}

export async function lockGroup(tx: Queryable, id: string): Promise<CustomerGroup | undefined> {
  const [row] = await tx.query<GroupRow>({
    name: 'customers_lock_group',
    text: `select ${columns} from customer_groups where id = $1 for no key update`,
    values: [id],
  });
  return row;
}

export async function insertGroup(tx: Queryable, code: string, name: string): Promise<CustomerGroup> {
  const [row] = await tx.query<GroupRow>({
    name: 'customers_insert_group',
    text: `insert into customer_groups (code, name) values ($1, $2) returning ${columns}`,
    values: [code, name],
  });
  if (!row) throw new Error('a group was not saved');
  return row;
}

export async function renameGroup(tx: Queryable, id: string, name: string): Promise<CustomerGroup> {
  const [row] = await tx.query<GroupRow>({
    name: 'customers_rename_group',
    text: `update customer_groups set name = $2, version = version + 1 where id = $1 returning ${columns}`,
    values: [id, name],
  });
  if (!row) throw new Error('a group that was there is gone');
  return row;
}
