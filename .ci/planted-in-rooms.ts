import { type Planted, plant, use, useType } from './planted.ts';

const pure = 'a rule imports rules and the pure part of kit';
const data = 'a rule knows data, not where it is kept or who asks for it: types of rules, remotes, generated and kit only';
const drivers = 'pg and drizzle are for stores, tables and the database modules of kit';
const sql = 'SQL stands in stores';
const noDatabase = 'resolvers and their context know no store and no database';
const given = 'a resolver is given use cases and loaders, never the database';

export const inRooms: Planted[] = [
  plant('a rule importing a store', pure, 'subgraphs/orders/src/cart/rules/cart.ts', use('#cart/cart-store')),
  plant('a rule importing a use case', pure, 'subgraphs/orders/src/rules/quantity.ts', use('../placing/place-order.ts')),
  plant('a rule requiring pg', pure, 'subgraphs/orders/src/placing/rules/verdicts.ts', "export const y = require('pg');\n"),
  plant('a rule importing an impure module of kit', pure, 'subgraphs/pricing/src/rules/tax.ts', use('@cartograph/kit/remote')),
  plant('a rule reading files', pure, 'subgraphs/pricing/src/rules/tax.ts', use('node:fs')),
  plant('a rule of components asking a use case', pure, 'subgraphs/orders/src/page/rules/Total.tsx', use('#placing/place-order')),
  plant('a rule knowing drizzle’s types', data, 'subgraphs/orders/src/order/rules/order.ts', useType('drizzle-orm')),
  plant('a rule knowing a store’s types', data, 'subgraphs/orders/src/placing/rules/facts.ts', useType('#placing/placement-store')),
  plant('a rule knowing a use case’s types', data, 'subgraphs/orders/src/placing/rules/facts.ts', useType('#placing/place-order')),
  plant('a rule knowing the database’s type', data, 'subgraphs/inventory/src/rules/stock.ts', useType('@cartograph/kit/db')),
  plant(
    'a rule asking for the time',
    'a rule is told the time',
    'subgraphs/orders/src/placing/rules/late.ts',
    'export const now = () => new Date();\n',
  ),
  plant(
    'a rule asking for it in words',
    'a rule is told the time',
    'subgraphs/orders/src/placing/rules/late.ts',
    'export const now = () => Date();\n',
  ),
  plant('a use case importing pg', drivers, 'subgraphs/orders/src/placing/place-order.ts', use('pg')),
  plant('a use case importing pg behind a comment', drivers, 'subgraphs/orders/src/placing/place-order.ts', `/* a pool */ ${use('pg')}`),
  plant(
    'a use case importing pg around a comment',
    drivers,
    'subgraphs/orders/src/placing/place-order.ts',
    "import {\n  Pool, // it's one\n  /* another */ Client,\n} from 'pg';\n",
  ),
  plant('drizzle’s types in a use case', drivers, 'subgraphs/orders/src/placing/place-order.ts', useType('drizzle-orm/pg-core')),
  plant('a use case importing tables', 'only stores know tables', 'subgraphs/orders/src/cart/close-cart.ts', use('#tables')),
  plant(
    'the types of tables in a resolver',
    'only stores know tables',
    'subgraphs/orders/src/resolvers/Query/order.ts',
    useType('../../tables.ts'),
  ),
  plant(
    'SQL in a use case',
    sql,
    'subgraphs/orders/src/cart/close-cart.ts',
    "export const q = 'update carts set status = $1 where id = $2';\n",
  ),
  plant(
    'SQL over lines in a handler',
    sql,
    'subgraphs/orders/src/placing/on-order-paid.ts',
    'export const q = `\n  select id,\n         state\n    from placements`;\n',
  ),
  plant('SQL in wiring', sql, 'subgraphs/orders/src/server.ts', "export const q = 'insert into placements (id) values ($1)';\n"),
  plant('SQL in capitals', sql, 'subgraphs/orders/src/placing/journal.ts', "export const q = 'SELECT id FROM placements';\n"),
  plant('SQL in a component', sql, 'subgraphs/orders/src/page/Cart.tsx', "export const q = 'delete from carts';\n"),
  plant(
    'a function called in SQL by a rule',
    sql,
    'subgraphs/orders/src/rules/lock.ts',
    "export const q = 'select pg_advisory_lock($1)';\n",
  ),
  plant('SQL in the stack’s seed', sql, 'stack/src/seed/prices.ts', "export const q = 'with given as (select 1) select * from given';\n"),
  plant(
    'SQL that sets what a template names',
    sql,
    'subgraphs/orders/src/cart/close-cart.ts',
    'export const q = (t: string) => `select id from ${t}`;\n',
  ),
  plant('SQL that makes a table', sql, 'stack/src/seed/prices.ts', "export const q = 'create table prices (id int)';\n"),
  plant(
    'a use case sending a statement that it puts together',
    'only stores send statements',
    'subgraphs/orders/src/cart/close-cart.ts',
    "export const q = (on: Database) => on.query({ text: ['delete', 'from carts'].join(' ') });\n",
  ),
  plant(
    'a resolver sending one to a database under another name',
    'only stores send statements',
    'subgraphs/orders/src/resolvers/Query/order.ts',
    'export const order = (_: unknown, __: unknown, { rows }: Context) => rows.query<Row>(statement);\n',
  ),
  plant('a resolver importing a store', noDatabase, 'subgraphs/orders/src/resolvers/Order.ts', use('#order/order-store')),
  plant('a context knowing the database', noDatabase, 'subgraphs/orders/src/context.ts', useType('@cartograph/kit/db')),
  plant(
    'a resolver with a store’s types',
    noDatabase,
    'subgraphs/inventory/src/resolvers/Mutation/adjustStock.ts',
    useType('../../stock-store.ts'),
  ),
  plant('a database in the context', given, 'subgraphs/orders/src/context.ts', 'export interface RoomContext {\n  db: unknown;\n}\n'),
  plant(
    'a resolver taking the database',
    given,
    'subgraphs/orders/src/resolvers/Query/orders.ts',
    'export const orders = (_: unknown, args: object, { db }: any) => db;\n',
  ),
  plant(
    'a use case importing a resolver',
    'only server and resolvers know resolvers',
    'subgraphs/orders/src/cart/add-to-cart.ts',
    useType('#resolvers/sources'),
  ),
  plant(
    'a use case importing the server',
    'only a main and tests know server',
    'subgraphs/orders/src/placing/place-order.ts',
    useType('#server'),
  ),
];
