import { laboratory, type Planted, plant, use, useType } from './planted.ts';

const simulator = 'use cases know the provider’s port and never the simulator';

export const besideRooms: Planted[] = [
  plant(
    'a use case calling over HTTP',
    'over HTTP other rooms are called where main wires it; the rest knows their types',
    'subgraphs/orders/src/placing/place-order.ts',
    use('#remotes/inventory'),
  ),
  plant(
    'a use case reading another room’s types past its remote',
    'what other rooms answer is read as src/remotes names it',
    'subgraphs/orders/src/placing/calls.ts',
    useType('#generated/remotes/inventory'),
  ),
  plant(
    'product code using a test’s database',
    laboratory,
    'subgraphs/orders/src/placing/place-order.ts',
    use('@cartograph/kit/testing/fresh-database'),
  ),
  plant('product code using the simulation', laboratory, 'subgraphs/orders/src/placing/journal.ts', use('#simulation/time')),
  plant('product code using a room’s testing', laboratory, 'subgraphs/orders/src/cart/change-cart.ts', useType('../../testing/shop.ts')),
  plant('the gateway using its testing', laboratory, 'gateway/src/rooms/ask-room.ts', use('#testing/small-shop')),
  plant('product code importing a test', laboratory, 'subgraphs/orders/src/cart/change-cart.ts', use('./change-cart.db.test.ts')),
  plant('product code that generates examples', laboratory, 'kit/src/money.ts', use('fast-check')),
  plant('a use case calling the simulator', simulator, 'subgraphs/payments/src/capture-payments.ts', use('#simulator/create-simulator')),
  plant(
    'a use case with the simulator’s types',
    simulator,
    'subgraphs/payments/src/drive-voids.ts',
    useType('./simulator/charge-store.ts'),
  ),
  plant('the gateway opening a database', 'the gateway has no database', 'gateway/src/usage/usage-log.ts', use('@cartograph/kit/db')),
  plant('the gateway knowing rows', 'the gateway has no database', 'gateway/testing/start.ts', useType('@cartograph/kit/room-database')),
  plant('the gateway passing pg on', 'the gateway has no database', 'gateway/src/rooms/source.ts', "export { Pool } from 'pg';\n"),
  plant(
    'shared code of the gateway knowing a layer',
    'in the gateway shared imports no other layer',
    'gateway/src/reporting.ts',
    useType('#rooms/source'),
  ),
  plant('buckets knowing who asks', 'in the gateway buckets imports shared', 'gateway/src/buckets/takings.ts', use('../identity.ts')),
  plant('identity knowing rooms', 'in the gateway identity imports shared', 'gateway/src/identity.ts', use('./rooms/ask-room.ts')),
  plant('limits knowing who asks', 'in the gateway limits imports shared', 'gateway/src/limits/measure.ts', use('../identity.ts')),
  plant(
    'limits knowing the lane’s types',
    'in the gateway limits imports shared',
    'gateway/src/limits/cost.ts',
    useType('../fast-lane/known-operation.ts'),
  ),
  plant('usage knowing limits', 'in the gateway usage imports shared', 'gateway/src/usage/note-use.ts', use('../limits/cost.ts')),
  plant('rooms knowing the lane', 'in the gateway rooms imports shared', 'gateway/src/rooms/ask-room.ts', use('../fast-lane/memory.ts')),
  plant(
    'the lane knowing Apollo Server',
    'in the gateway lane imports shared, buckets, limits, usage, rooms',
    'gateway/src/fast-lane/fast-lane.ts',
    use('../apollo.ts'),
  ),
  plant(
    'Apollo Server knowing HTTP',
    'in the gateway apollo imports shared, buckets, limits, usage, rooms, lane',
    'gateway/src/apollo.ts',
    useType('./http/cors.ts'),
  ),
  plant(
    'HTTP knowing rooms',
    'in the gateway http imports shared, buckets, identity, apollo',
    'gateway/src/http/health.ts',
    use('../rooms/ask-room.ts'),
  ),
  plant(
    'pages that reach the execution of operations',
    'in the gateway pages imports shared, buckets, identity, http',
    'gateway/src/pages/proxy.ts',
    use('../apollo.ts'),
  ),
  plant(
    'wiring that reaches what is no layer',
    'in the gateway server imports shared, buckets, identity, limits, usage, rooms, lane, apollo, http, pages',
    'gateway/src/server.ts',
    use('./plugins/trace.ts'),
  ),
  plant(
    'a file of the gateway in no layer',
    'every file of the gateway stands in a layer',
    'gateway/src/plugins/trace.ts',
    'export const x = 1;\n',
  ),
];
