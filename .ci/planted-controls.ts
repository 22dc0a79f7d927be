import { type Planted, plant, use, useType } from './planted.ts';

export const allowed: Planted[] = [
  plant(
    'a rule importing a rule, money and types of remotes',
    '',
    'subgraphs/orders/src/placing/rules/verdicts.ts',
    `${use('#placing/rules/facts')}${use('@cartograph/kit/money')}${useType('#remotes/payments')}`,
  ),
  plant(
    'a rule’s own test asking for the time',
    '',
    'subgraphs/orders/src/placing/rules/late.test.ts',
    `${use('vitest')}export const z = new Date();\n`,
  ),
  plant(
    'a use case importing store, rule and types of remotes',
    '',
    'subgraphs/orders/src/cancelling/cancel-order.ts',
    `${use('#order/order-store')}${use('#order/rules/order')}${useType('#remotes/payments')}`,
  ),
  plant(
    'a store importing tables and drizzle, with SQL',
    '',
    'subgraphs/orders/src/order/order-store.ts',
    `${use('#tables')}${use('drizzle-orm')}export const q = 'select * from orders';\n`,
  ),
  plant('a test importing tables', '', 'subgraphs/orders/src/order/order-store.db.test.ts', use('#tables')),
  plant(
    'a resolver importing a rule and a use case’s type',
    '',
    'subgraphs/orders/src/resolvers/Mutation/cancelOrder.ts',
    `${use('#order/rules/order')}${useType('#cancelling/cancel-order')}`,
  ),
  plant(
    'a context importing use cases and loaders',
    '',
    'subgraphs/orders/src/context.ts',
    `${useType('#use-cases')}${useType('#loaders')}`,
  ),
  plant(
    'a main wiring remotes and migrations',
    '',
    'subgraphs/orders/src/main.ts',
    `${use('#server')}${use('#remotes/payments')}${use('@cartograph/drizzle/migrate')}`,
  ),
  plant('a server wiring the simulator', '', 'subgraphs/payments/src/server.ts', use('#simulator/create-simulator')),
  plant(
    'the stack importing a server later',
    '',
    'stack/src/rooms.ts',
    "export const orders = () => import('@cartograph/orders/server');\n",
  ),
  plant(
    'e2e importing the stack and a server',
    '',
    'e2e/orders/twice.e2e.ts',
    `${use('@cartograph/stack/start')}${use('@cartograph/orders/server')}`,
  ),
  plant('the lane importing limits', '', 'gateway/src/fast-lane/fast-lane.ts', use('../limits/cost.ts')),
  plant(
    'a sentence that selects from something',
    '',
    'subgraphs/orders/src/cart/add-to-cart.ts',
    "export const help = 'Select what you like, from any page.';\n// import { x } from 'pg';\n",
  ),
];
