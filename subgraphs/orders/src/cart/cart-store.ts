import type { Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import type { Cart, CartLine } from '#cart/rules/cart';

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
  currency: CurrencyCode;
  customer_id: string | null;
  coupon_codes: string[];
  status: Cart['status'];
  saved: boolean;
  merge_notices: Cart['mergeNotices'];
  lines: CartLine[] | null;
}

const columns = `c.id, c.version, c.currency, c.customer_id, c.coupon_codes, c.status, c.saved_at is not null as saved, c.merge_notices,
  (select jsonb_agg(jsonb_build_object('id', l.id, 'sku', l.sku, 'title', l.title, 'quantity', l.quantity) order by l.id)
   from cart_lines l where l.cart_id = c.id) as lines`;

const cartOf = (row: Row): Cart => ({
  id: row.id,
  version: row.version,
  currency: row.currency,
  customerId: row.customer_id,
  couponCodes: row.coupon_codes,
  status: row.status,
  saved: row.saved,
  mergeNotices: row.merge_notices,
  lines: row.lines ?? [],
});

export async function loadCarts(db: Queryable, ids: readonly string[]): Promise<(Cart | undefined)[]> {
  const rows = await db.query<Row>({
    name: 'carts_by_id',
    text: `select ${columns} from carts c where c.id = any($1::uuid[])`,
    values: [ids],
  });
  const byId = new Map(rows.map((row) => [row.id, cartOf(row)]));
  return ids.map((id) => byId.get(id.toLowerCase()));
}

/** The cart under a row lock, so that the version that was read is the version that is changed. */
export async function lockCart(tx: Queryable, id: string): Promise<Cart | undefined> {
  await tx.query({ name: 'cart_lock', text: 'select 1 from carts where id = $1 for update', values: [id] });
  return (await loadCarts(tx, [id]))[0];
}

// As the unique index has it, which finds the one.
const theOne = `c.customer_id is not null and c.saved_at is null and c.status in ('open', 'placing')`;

/** The one cart that each customer fills, or is ordering. */
export async function loadOpenCarts(db: Queryable, customerIds: readonly string[]): Promise<(Cart | undefined)[]> {
  const rows = await db.query<Row>({
    name: 'carts_of_customers',
    text: `select ${columns} from carts c where c.customer_id = any($1::uuid[]) and ${theOne}`,
    values: [customerIds],
  });
  const byCustomer = new Map(rows.map((row) => [row.customer_id, cartOf(row)]));
  return customerIds.map((id) => byCustomer.get(id));
}

/** A customer's cart under its row lock; undefined when there is none, or when it was ordered just now. */
export async function lockOpenCart(tx: Queryable, customerId: string): Promise<Cart | undefined> {
  // By the id that was locked: what is not there yet is not locked, and could be there for the next statement.
  const [locked] = await tx.query<{ id: string }>({
    name: 'cart_lock_of_customer',
    text: `select c.id from carts c where c.customer_id = $1 and ${theOne} for update`,
    values: [customerId],
  });
  return locked && (await loadCarts(tx, [locked.id]))[0];
}

/** Opens a cart; false when its customer has one by now, which is waited for: then nothing is done. */
export async function insertCart(tx: Queryable, cart: { id: string; currency: CurrencyCode; customerId: string | null }): Promise<boolean> {
  const rows = await tx.query({
    name: 'cart_insert',
    text: `insert into carts (id, version, currency, customer_id) values ($1, 0, $2, $3)
           on conflict (customer_id) where customer_id is not null and saved_at is null and status in ('open', 'placing') do nothing
           returning 1`,
    values: [cart.id, cart.currency, cart.customerId],
  });
  return rows.length === 1;
}

/** Sets one line; 0 removes it. */
export async function putCartLine(tx: Queryable, cartId: string, line: { sku: string; title: string; quantity: number }): Promise<void> {
  if (line.quantity === 0) {
    await tx.query({
      name: 'cart_line_delete',
      text: 'delete from cart_lines where cart_id = $1 and sku = $2',
      values: [cartId, line.sku],
    });
    return;
  }
  await tx.query({
    name: 'cart_line_put',
    text: `insert into cart_lines (cart_id, sku, title, quantity) values ($1, $2, $3, $4)
           on conflict (cart_id, sku) do update set quantity = excluded.quantity, title = excluded.title`,
    values: [cartId, line.sku, line.title, line.quantity],
  });
}

/** Raises the version. */
export async function touchCart(
  tx: Queryable,
  cartId: string,
  { couponCodes, currency }: Pick<Cart, 'couponCodes' | 'currency'>,
): Promise<void> {
  await tx.query({
    name: 'cart_touch',
    text: 'update carts set version = version + 1, coupon_codes = $2, currency = $3, updated_at = now() where id = $1',
    values: [cartId, couponCodes, currency],
  });
}

/**
 * Claims an open cart at this version for one placement; false when it is another version or not open, or while what an earlier placement
 * of it held is being let go: its own unit and its own coupon must not refuse the next one. Not for ever, since a room may be away.
 */
export async function claimCart(tx: Queryable, cartId: string, version: number, placementId: string): Promise<boolean> {
  const rows = await tx.query({
    name: 'cart_claim',
    text: `update carts set status = 'placing', placement_id = $3 where id = $1 and version = $2 and status = 'open'
             and not exists (select from placements where cart_id = $1 and state = 'aborting'
                             and decided_at > now() - interval '2500 milliseconds') returning 1`,
    values: [cartId, version, placementId],
  });
  return rows.length === 1;
}
