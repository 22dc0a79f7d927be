import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleFiles } from './import-rules.ts';

const root = join(import.meta.dirname, '..');
const use = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;

const offences: Record<string, [file: string, text: string, rule?: string]> = {
  'a room imports another room': ['subgraphs/orders/src/place-order.ts', use('@cartograph/payments/server')],
  'a room reaches into another by path': ['subgraphs/orders/src/pay-order.ts', use('../../payments/src/payment.ts')],
  'a room imports the gateway': ['subgraphs/orders/src/open-cart.ts', use('@cartograph/gateway/server')],
  'a rule imports a store': ['subgraphs/orders/src/cart.ts', use('#cart-store')],
  'a rule in a folder imports a store': ['subgraphs/orders/src/cart/cart.ts', use('#cart/cart-store')],
  'a resolver imports a store in a folder': ['subgraphs/orders/src/resolvers/Placement.ts', use('#order/order-store')],
  'a rule imports a use case': ['subgraphs/orders/src/quantity.ts', use('./place-order.ts')],
  'a rule imports pg': ['subgraphs/orders/src/total.ts', use('pg')],
  'a rule imports an impure kit module': ['subgraphs/orders/src/tax.ts', use('@cartograph/kit/http')],
  'a rule draws an id': ['subgraphs/orders/src/identity.ts', "import { uuidv7 } from '@cartograph/kit/ids';\nexport const y = uuidv7;\n"],
  'a use case migrates': ['subgraphs/orders/src/start-room.ts', use('@cartograph/drizzle/migrate')],
  'a rule reads the clock': ['subgraphs/orders/src/deadline.ts', 'export const late = () => Date.now();\n', 'no-restricted-properties'],
  'a rule throws dice': ['subgraphs/orders/src/number.ts', 'export const draw = () => Math.random();\n', 'no-restricted-properties'],
  'a rule waits': ['subgraphs/orders/src/pause.ts', 'export const wait = () => setTimeout(() => 1, 1);\n', 'no-restricted-globals'],
  'a resolver imports drizzle': ['subgraphs/orders/src/resolvers/Cart.ts', use('drizzle-orm')],
  'a resolver imports pg': ['subgraphs/orders/src/resolvers/Mutation/addToCart.ts', use('pg')],
  'a resolver imports a store': ['subgraphs/orders/src/resolvers/Order.ts', use('#order-store')],
  'a resolver imports tables': ['subgraphs/orders/src/resolvers/Query/order.ts', use('../../tables.ts')],
  'a use case imports tables': ['subgraphs/orders/src/close-cart.ts', use('#tables')],
  'kit imports a room': ['kit/src/money.ts', use('@cartograph/orders/server')],
  'the gateway imports a room': ['gateway/src/server.ts', use('@cartograph/orders/server')],
  'the gateway imports the stack': ['gateway/src/limits.ts', use('@cartograph/stack/start')],
  'the stack goes deeper than a server': ['stack/src/start.ts', use('@cartograph/orders/tables')],
  'the stack reaches into a room by path': ['stack/src/seed.ts', use('../../subgraphs/orders/src/cart-store.ts')],
  'e2e goes deeper than a server': ['e2e/orders/once.e2e.ts', use('@cartograph/orders/cart-store')],
  'bench goes deeper than a server': ['bench/src/orders.bench.ts', use('@cartograph/orders')],
  'kit runs a PostgreSQL server': ['kit/src/database.ts', use('@cartograph/postgres/start-postgres')],
  'a room runs a PostgreSQL server': ['subgraphs/orders/src/start-server.ts', use('@cartograph/postgres/start-postgres')],
  'the gateway runs a PostgreSQL server': ['gateway/src/stock.ts', use('@cartograph/postgres/start-postgres')],
  'postgres imports the migrator': ['postgres/src/migrate.ts', use('@cartograph/drizzle/migrate')],
  'postgres imports the stack': ['postgres/src/secrets.ts', use('@cartograph/stack/secrets')],
  'drizzle imports the stack': ['drizzle/src/migrate.ts', use('@cartograph/stack/start')],
  'schema-checks imports a room': ['schema-checks/src/main.ts', use('@cartograph/orders/server')],
  'two files import each other': ['kit/src/cycle-a.ts', `import { b } from './cycle-b.ts';\nexport const a = () => b();\n`, 'no-cycle'],
  'a promise floats': ['kit/src/floating.ts', 'export const go = (): void => {\n  Promise.resolve(1);\n};\n', 'no-floating-promises'],
};

const allowed: Record<string, [file: string, text: string]> = {
  'a rule imports a rule, a type and money': [
    'subgraphs/orders/src/order.ts',
    `import type { Pool } from 'pg';\n${use('#cart-line')}${use('@cartograph/kit/money').replaceAll(/\b[xy]\b/g, (v) => v + v)}export type P = Pool;\n`,
  ],
  'a rule knows a UUID when it sees one': [
    'subgraphs/orders/src/keys.ts',
    "import { isUuid } from '@cartograph/kit/ids';\nexport const y = isUuid;\n",
  ],
  'a main migrates its own database': ['subgraphs/orders/src/main.ts', use('@cartograph/drizzle/migrate')],
  'a use case imports a store': ['subgraphs/orders/src/cancel-order.ts', use('#order-store')],
  'a store imports tables and drizzle': [
    'subgraphs/orders/src/order-store.ts',
    `${use('#tables')}${use('drizzle-orm').replaceAll(/\b[xy]\b/g, (v) => v + v)}`,
  ],
  'a test imports tables': ['subgraphs/orders/src/order-store.db.test.ts', use('#tables')],
  'a resolver imports a use case': ['subgraphs/orders/src/resolvers/Mutation/cancelOrder.ts', use('#cancel-order')],
  'the stack imports a server': ['stack/src/rooms.ts', use('@cartograph/orders/server')],
  'the stack runs a PostgreSQL server': ['stack/src/open.ts', use('@cartograph/postgres/keep-postgres')],
  'the setup of all tests runs one, too': ['kit/testing/setup.ts', use('@cartograph/postgres/start-postgres')],
  'postgres imports kit': ['postgres/src/start.ts', use('@cartograph/kit/config')],
  'e2e imports the stack': ['e2e/orders/twice.e2e.ts', use('@cartograph/stack/start')],
};

let shop: string;
const found: { file: string; code: string }[] = [];
const rulesBrokenBy = (file: string) => found.filter((one) => one.file === file).map((one) => one.code);

beforeAll(() => {
  shop = mkdtempSync(join(tmpdir(), 'import-rules-'));
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(shop, file)), { recursive: true });
    writeFileSync(join(shop, file), text);
  };
  for (const [file, text] of [...Object.values(offences), ...Object.values(allowed)]) plant(file, text);
  plant('kit/src/cycle-b.ts', `import { a } from './cycle-a.ts';\nexport const b = (): unknown => a();\n`);
  plant('oxlint.config.ts', `export { default } from '${join(root, 'oxlint.config.ts')}';\n`);
  plant('tsconfig.json', JSON.stringify({ extends: join(root, 'tsconfig.base.json') }));
  symlinkSync(join(root, 'node_modules'), join(shop, 'node_modules'));
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format=json'], { cwd: shop, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { diagnostics: { code?: string; filename: string }[] };
  for (const one of report.diagnostics) found.push({ file: one.filename, code: one.code ?? '' });
});

afterAll(() => rmSync(shop, { recursive: true, force: true }));

describe('the linter refuses when', () => {
  test.each(Object.entries(offences))('%s', (_, [file, , rule = 'no-restricted-imports']) => {
    expect(rulesBrokenBy(file).join()).toContain(rule);
  });
});

describe('the linter allows that', () => {
  test.each(Object.entries(allowed))('%s', (_, [file]) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });
});

test('no rule asks a new Date() for the time', () => {
  const rules = globSync(ruleFiles.files, { cwd: root, exclude: ruleFiles.excludeFiles });
  const askers = rules.filter((file) => /new Date\(\s*\)/.test(readFileSync(join(root, file), 'utf8')));
  expect(askers).toEqual([]);
});
