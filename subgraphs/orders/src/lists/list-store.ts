import type { Queryable } from '@cartograph/kit/db';
import type { ListLine, ShoppingList } from '#lists/rules/shopping-list';

const columns = 'id, customer_id as "customerId", name, shared, version, lines, updated_at as "updatedAt"';
type Row = ShoppingList & Record<string, unknown>;

/** Of two changes of one customer's lists the second sees the first. */
export async function lockLists(tx: Queryable, customerId: string): Promise<ShoppingList[]> {
  await tx.query({ text: `select pg_advisory_xact_lock(hashtextextended('lists ' || $1, 0))`, values: [customerId] });
  return tx.query<Row>({ text: `select ${columns} from shopping_lists where customer_id = $1`, values: [customerId] });
}

export async function loadLists(db: Queryable, customerIds: readonly string[]): Promise<ShoppingList[][]> {
  const rows = await db.query<Row>({
    name: 'shopping_lists_of_customers',
    text: `select ${columns} from shopping_lists where customer_id = any($1::uuid[]) order by lower(name)`,
    values: [customerIds],
  });
  const byOwner = Map.groupBy(rows, ({ customerId }) => customerId);
  return customerIds.map((id) => byOwner.get(id) ?? []);
}

export async function findList(db: Queryable, id: string): Promise<ShoppingList | undefined> {
  const [row] = await db.query<Row>({ text: `select ${columns} from shopping_lists where id = $1`, values: [id] });
  return row;
}

export interface ListState {
  name: string;
  shared: boolean;
  lines: readonly ListLine[];
}

export async function insertList(tx: Queryable, customerId: string, { name, shared, lines }: ListState): Promise<ShoppingList> {
  const [row] = await tx.query<Row>({
    text: `insert into shopping_lists (customer_id, name, shared, lines) values ($1, $2, $3, $4) returning ${columns}`,
    values: [customerId, name, shared, JSON.stringify(lines)],
  });
  if (!row) throw new Error('a list was not saved');
  return row;
}

export async function replaceList(tx: Queryable, id: string, { name, shared, lines }: ListState): Promise<ShoppingList> {
  const [row] = await tx.query<Row>({
    text: `update shopping_lists set name = $2, shared = $3, lines = $4, version = version + 1, updated_at = now() where id = $1 returning ${columns}`,
    values: [id, name, shared, JSON.stringify(lines)],
  });
  if (!row) throw new Error('a list that was there is gone');
  return row;
}

/** False when the customer has no such list. */
export async function deleteList(db: Queryable, customerId: string, id: string): Promise<boolean> {
  const rows = await db.query({
    text: 'delete from shopping_lists where id = $1 and customer_id = $2 returning id',
    values: [id, customerId],
  });
  return rows.length === 1;
}
