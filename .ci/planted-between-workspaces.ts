import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cycle, named, type Planted, plant, use, useType } from './planted.ts';

/** Every room there is: one that is new is watched like the others. */
const rooms = readdirSync(join(import.meta.dirname, '../subgraphs')).sort();
const orders = 'subgraphs/orders imports of the workspaces only kit';
const path = 'another workspace is imported by its package, never by a path into it';
const deeper = 'nobody goes deeper into a room than its server';

export const betweenWorkspaces: Planted[] = [
  ...rooms
    .filter((room) => room !== 'orders')
    .map((room) =>
      plant(
        `${room} importing orders`,
        `subgraphs/${room} imports of the workspaces only kit`,
        `subgraphs/${room}/src/do-it.ts`,
        use('@cartograph/orders/server'),
      ),
    ),
  plant('a room importing another room’s server', orders, 'subgraphs/orders/src/placing/pay-order.ts', use('@cartograph/payments/server')),
  plant('a type of another room', orders, 'subgraphs/orders/src/placing/pay-order.ts', useType('@cartograph/payments/server')),
  plant('a room passing on another one', orders, 'subgraphs/orders/src/pass.ts', "export { start } from '@cartograph/payments/server';\n"),
  plant('a room passing on all of another one', orders, 'subgraphs/orders/src/pass.ts', "export * from '@cartograph/payments/server';\n"),
  plant(
    'a room importing another one later',
    orders,
    'subgraphs/orders/src/later.ts',
    "export const y = await import('@cartograph/payments/server');\n",
  ),
  plant(
    'a room requiring another one',
    orders,
    'subgraphs/orders/src/later.ts',
    "export const y = require('@cartograph/payments/server');\n",
  ),
  plant(
    'the type of an import() of another room',
    orders,
    'subgraphs/orders/src/later.ts',
    "export type Y = typeof import('@cartograph/payments/server');\n",
  ),
  plant('another room’s generated types', path, 'subgraphs/orders/src/peek.ts', useType('../../payments/src/generated/resolvers.ts')),
  plant('a room climbing into kit', path, 'subgraphs/orders/src/cart/rules/sum.ts', use('../../../../../kit/src/money.ts')),
  plant(
    'a component climbing into another room',
    path,
    'subgraphs/orders/src/page/Cart.tsx',
    use('../../../payments/src/rules/payment.ts'),
  ),
  plant('a room importing the gateway', orders, 'subgraphs/orders/src/cart/open-cart.ts', use('@cartograph/gateway/server')),
  plant('a use case that migrates', orders, 'subgraphs/orders/src/start-room.ts', use('@cartograph/drizzle/migrate')),
  plant(
    'a main importing the stack',
    'a main imports kit and the migrator only',
    'subgraphs/orders/src/main.ts',
    use('@cartograph/stack/start'),
  ),
  plant('kit importing a room', 'kit imports of the workspaces only itself', 'kit/src/money.ts', use('@cartograph/orders/server')),
  plant(
    'postgres importing the stack',
    'postgres imports of the workspaces only kit',
    'postgres/src/cluster.ts',
    use('@cartograph/stack/config'),
  ),
  plant(
    'drizzle importing a room',
    'drizzle imports of the workspaces only itself',
    'drizzle/src/migrate.ts',
    use('@cartograph/orders/server'),
  ),
  plant(
    'the checks importing a room',
    'schema-checks imports of the workspaces only itself',
    'schema-checks/src/main.ts',
    use('@cartograph/orders/server'),
  ),
  plant(
    'the gateway importing a room',
    'gateway imports of the workspaces only kit',
    'gateway/src/server.ts',
    use('@cartograph/orders/server'),
  ),
  plant(
    'the client package importing kit',
    'clients/apollo imports of the workspaces only itself',
    'clients/apollo/src/client.ts',
    use('@cartograph/kit/money'),
  ),
  plant('the stack importing e2e', 'nobody imports e2e or bench', 'stack/src/start.ts', use('@cartograph/e2e/support/shop')),
  plant(
    'the stack importing bench',
    `stack imports of the workspaces only kit, postgres, drizzle, gateway, ${rooms.map((room) => `subgraphs/${room}`).join(', ')}`,
    'stack/src/start.ts',
    use('@cartograph/bench/site'),
  ),
  plant('the stack deeper than a server', deeper, 'stack/src/start.ts', use('@cartograph/orders/tables')),
  plant('e2e deeper than a server', deeper, 'e2e/orders/once.e2e.ts', useType('@cartograph/orders/cart/cart-store')),
  plant('bench reaching into a room by path', deeper, 'bench/src/orders.bench.ts', use('../../subgraphs/orders/src/cart/cart-store.ts')),
  plant('two files importing each other', cycle, 'kit/src/cycle-a.ts', use('./cycle-b.ts'), { 'kit/src/cycle-b.ts': use('./cycle-a.ts') }),
  plant('types going round', cycle, 'subgraphs/orders/src/cart/rules/a.ts', useType('#cart/rules/b'), {
    'subgraphs/orders/src/cart/rules/b.ts': useType('./c.ts'),
    'subgraphs/orders/src/cart/rules/c.ts': "export type { X } from '#cart/rules/a';\n",
  }),
  plant('a store and its use case going round by a type', cycle, 'subgraphs/orders/src/cart/cart-store.ts', useType('#cart/add-to-cart'), {
    'subgraphs/orders/src/cart/add-to-cart.ts': use('#cart/cart-store'),
  }),
  plant(
    'an import put together',
    named,
    'subgraphs/orders/src/later.ts',
    "export const y = (room: string) => import('@cartograph/' + room);\n".replace("'@cartograph/' + room", 'nameOf(room)'),
  ),
  plant('an import joined of two', named, 'subgraphs/orders/src/later.ts', "export const y = () => import('p' + 'g');\n"),
  plant(
    'an import by address',
    'an import names a package or a file beside it, no address',
    'subgraphs/orders/src/later.ts',
    use('file:///srv/pg.ts'),
  ),
  plant(
    'an import filled in',
    named,
    'subgraphs/orders/src/later.ts',
    'export const y = (room: string) => import(`@cartograph/${room}/server`);\n',
  ),
  plant(
    'a require of one’s own',
    named,
    'gateway/src/rooms/source.ts',
    "import { createRequire } from 'node:module';\nexport const y = createRequire(import.meta.url);\n",
  ),
];
