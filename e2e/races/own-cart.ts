import { uuidFromName } from '@cartograph/kit/ids';
import { judgeOwnCarts } from './judge-own-carts.ts';
import { inTransaction, makeTable, readNumber } from './naive.ts';
import type { Race } from './race.ts';

/** Each new customer sends five additions without a cart's id, all at once: three of their own, and one with a key that goes out twice. */
const perCustomer = 5;
const customerOf = (index: number): number => Math.floor(index / perCustomer);
const isKeyed = (index: number): boolean => index % perCustomer >= 3;
const expected = 4;

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const answersOf = (answers: readonly string[], customer: number): string[] => answers.filter((_, index) => customerOf(index) === customer);

const addToCart = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { __typename } }';

export const ownCart: Race = {
  name: 'first additions at once',
  promise: 'Whatever a customer adds at once from many tabs is in one cart, each addition once.',
  inShop: async (shop, { name, parallel }) => {
    const sku = name.toUpperCase();
    await shop.stockUp(sku, parallel * 10);
    const customers = range(Math.ceil(parallel / perCustomer));
    const tokens = await Promise.all(customers.map((customer) => shop.welcome(`${name}-${customer}`, 1)));
    return {
      ask: async (index) => {
        const key = isKeyed(index) ? { idempotencyKey: `${name} ${customerOf(index)}` } : {};
        const { addToCart: added } = await shop.askFor<{ addToCart: { __typename: string } }>(
          addToCart,
          { input: { sku, ...key } },
          tokens[customerOf(index)],
        );
        return added.__typename === 'CartUpdated' ? 'won' : added.__typename;
      },
      verdict: async (answers) => {
        const ids = customers.map((customer) => uuidFromName(`customer ${name}-${customer}`));
        const rows = await shop.readRows<{ customer_id: string; carts: number; units: number }>(
          'orders',
          `select c.customer_id, count(distinct c.id)::int as carts, coalesce(sum(l.quantity), 0)::int as units
           from carts c left join cart_lines l on l.cart_id = c.id where c.customer_id = any($1::uuid[]) group by c.customer_id`,
          [ids],
        );
        return judgeOwnCarts(
          customers.map((customer) => {
            const { carts = 0, units = 0 } = rows.find(({ customer_id: id }) => id === ids[customer]) ?? {};
            return { answers: answersOf(answers, customer), carts, units, expected };
          }),
        );
      },
    };
  },
  naively: async (pool, { name, parallel }) => {
    const carts = await makeTable(pool, `${name} carts`, 'id serial, customer integer not null, units integer not null');
    const keys = await makeTable(pool, `${name} keys`, 'key text not null');
    // What not to do: looks for the cart and the key, and then writes as if nobody else had looked.
    const add = (index: number): Promise<string> =>
      inTransaction(pool, async (tx) => {
        const customer = customerOf(index);
        if (isKeyed(index)) {
          if ((await readNumber(tx, `select count(*) from ${keys} where key = $1`, [`${customer}`])) > 0) return 'won';
          await tx.query(`insert into ${keys} values ($1)`, [`${customer}`]);
        }
        const units = await readNumber(tx, `select sum(units) from ${carts} where customer = $1`, [customer]);
        if (Number.isNaN(units) || units === 0) await tx.query(`insert into ${carts} (customer, units) values ($1, 1)`, [customer]);
        else await tx.query(`update ${carts} set units = $2 where customer = $1`, [customer, units + 1]);
        return 'won';
      });
    return {
      ask: add,
      verdict: async (answers) => {
        const { rows } = await pool.query<{ customer: number; carts: number; units: number }>(
          `select customer, count(*)::int as carts, sum(units)::int as units from ${carts} group by customer`,
        );
        return judgeOwnCarts(
          range(Math.ceil(parallel / perCustomer)).map((customer) => {
            const { carts: count = 0, units = 0 } = rows.find((row) => row.customer === customer) ?? {};
            return { answers: answersOf(answers, customer), carts: count, units, expected };
          }),
        );
      },
    };
  },
};
