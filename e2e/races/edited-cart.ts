import { placeOrder, purchase } from '../support/place-order.ts';
import { placeFinally, waitMs } from './buy.ts';
import { judgeCarts } from './judge-carts.ts';
import { inTransaction, makeTable, readNumber } from './naive.ts';
import type { Race } from './race.ts';

/** To each cart come five requests: two order it, three add to it. */
const perCart = 5;
const cartOf = (index: number): number => Math.floor(index / perCart);
const isPlacer = (index: number): boolean => index % perCart < 2;
const shown = 2;

const answersOf = (answers: readonly string[], cart: number, placers: boolean): string[] =>
  answers.filter((_, index) => cartOf(index) === cart && isPlacer(index) === placers);

interface OpenedCart {
  id: string;
  version: number;
}

interface Added {
  addToCart: { __typename: string; cart?: OpenedCart };
}

const addToCart =
  'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { __typename ... on CartUpdated { cart { id version } } } }';
const wordFor: Readonly<Record<string, string>> = { CartUpdated: 'won', CartConflict: 'refused', NotFound: 'refused' };

export const editedCart: Race = {
  name: 'cart edited during checkout',
  promise: 'What is ordered is the version of the cart that was shown, once, or CartConflict.',
  inShop: async (shop, round) => {
    const { name, parallel } = round;
    const sku = name.toUpperCase();
    await shop.stockUp(sku, parallel * 10);
    const carts = await Promise.all(
      Array.from({ length: Math.ceil(parallel / perCart) }, async () => {
        const { addToCart: opened } = await shop.askFor<Added>(addToCart, { input: { sku, quantity: shown } });
        if (!opened.cart) throw new Error(`no cart: ${JSON.stringify(opened)}`);
        return opened.cart;
      }),
    );
    const place = async (index: number, cart: OpenedCart): Promise<string> => {
      const { lines: _, ...rest } = purchase(`${name} ${index}`, [], { email: `${name}-${index}@example.org`, waitMs });
      const answer = await placeFinally(round, () => placeOrder(shop.url, { ...rest, cartId: cart.id, cartVersion: cart.version }));
      if (answer.kind === 'OrderPlaced') return answer.total === '25.00 USD' ? 'won' : `placed for ${answer.total}`;
      const closed = answer.kind === 'OrderRejected' && ['CART_CONFLICT', 'NOT_FOUND'].includes(answer.problems.join());
      return closed ? 'refused' : JSON.stringify(answer);
    };
    return {
      ask: async (index) => {
        const cart = carts[cartOf(index)];
        if (!cart) throw new Error(`there is no cart for request ${index}`);
        if (isPlacer(index)) return place(index, cart);
        const { addToCart: added } = await shop.askFor<Added>(addToCart, { input: { sku, cartId: cart.id } });
        return wordFor[added.__typename] ?? added.__typename;
      },
      verdict: async (answers) => {
        await shop.settled();
        const orders = await shop.readRows<{ cart_id: string; units: number }>(
          'orders',
          `select o.cart_id, sum(l.quantity)::int as units from orders o join order_lines l on l.order_id = o.id
           where o.cart_id = any($1::uuid[]) group by o.id`,
          [carts.map(({ id }) => id)],
        );
        return judgeCarts(
          carts.map(({ id }, cart) => ({
            placers: answersOf(answers, cart, true),
            editors: answersOf(answers, cart, false),
            shown,
            ordered: orders.filter(({ cart_id: of }) => of === id).map(({ units }) => units),
          })),
        );
      },
    };
  },
  naively: async (pool, { name, parallel }) => {
    const carts = await makeTable(pool, `${name} carts`, 'id integer primary key, version integer not null, units integer not null');
    const orders = await makeTable(pool, `${name} orders`, 'cart_id integer not null, units integer not null');
    const ids = Array.from({ length: Math.ceil(parallel / perCart) }, (_, id) => id);
    await pool.query(`insert into ${carts} select id, 1, ${shown} from unnest($1::int[]) id`, [ids]);
    // What not to do: looks at the version, and then takes whatever is in the cart by now.
    const place = (id: number): Promise<string> =>
      inTransaction(pool, async (tx) => {
        if ((await readNumber(tx, `select version from ${carts} where id = $1`, [id])) !== 1) return 'refused';
        await tx.query(`insert into ${orders} select id, units from ${carts} where id = $1`, [id]);
        await tx.query(`update ${carts} set version = -1 where id = $1`, [id]);
        return 'won';
      });
    const edit = (id: number): Promise<string> =>
      inTransaction(pool, async (tx) => {
        const version = await readNumber(tx, `select version from ${carts} where id = $1`, [id]);
        if (version < 0) return 'refused';
        await tx.query(`update ${carts} set units = units + 1, version = $2 where id = $1`, [id, version + 1]);
        return 'won';
      });
    return {
      ask: (index) => (isPlacer(index) ? place(cartOf(index)) : edit(cartOf(index))),
      verdict: async (answers) => {
        const { rows } = await pool.query<{ cart_id: number; units: number }>(`select cart_id, units from ${orders}`);
        return judgeCarts(
          ids.map((id) => ({
            placers: answersOf(answers, id, true),
            editors: answersOf(answers, id, false),
            shown,
            ordered: rows.filter(({ cart_id: of }) => of === id).map(({ units }) => units),
          })),
        );
      },
    };
  },
};
