import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What the linter itself refuses: what a rule reaches without an import, and promises that nobody waits for.

const root = join(import.meta.dirname, '..');
const clock = 'no-restricted-properties';

const offences: Record<string, [file: string, text: string, rule: string]> = {
  'a rule reads the clock': ['subgraphs/orders/src/rules/deadline.ts', 'export const late = () => Date.now();\n', clock],
  'a rule in a folder throws dice': ['subgraphs/orders/src/placing/rules/number.ts', 'export const draw = () => Math.random();\n', clock],
  'a rule of components reads the clock': ['subgraphs/orders/src/page/rules/Late.tsx', 'export const late = () => Date.now();\n', clock],
  'a rule waits': [
    'subgraphs/orders/src/cart/rules/pause.ts',
    'export const wait = () => setTimeout(() => 1, 1);\n',
    'no-restricted-globals',
  ],
  'a rule reads the environment': [
    'subgraphs/orders/src/rules/mode.ts',
    'export const mode = () => process.env.MODE;\n',
    'no-restricted-globals',
  ],
  'a rule asks the network': ['subgraphs/orders/src/rules/rate.ts', "export const rate = () => fetch('/rate');\n", 'no-restricted-globals'],
  'a rule draws an id': [
    'subgraphs/orders/src/placing/rules/identity.ts',
    "import { uuidv7 } from '@cartograph/kit/ids';\nexport const y = uuidv7;\n",
    'no-restricted-imports',
  ],
  'a rule takes all of ids': [
    'subgraphs/orders/src/placing/rules/all-ids.ts',
    "import * as ids from '@cartograph/kit/ids';\nexport const y = ids;\n",
    'no-restricted-imports',
  ],
  'a promise floats': ['kit/src/floating.ts', 'export const go = (): void => {\n  Promise.resolve(1);\n};\n', 'no-floating-promises'],
};

const allowed: Record<string, [file: string, text: string]> = {
  'a rule knows a UUID when it sees one': [
    'subgraphs/orders/src/rules/keys.ts',
    "import { isUuid } from '@cartograph/kit/ids';\nexport const y = isUuid;\n",
  ],
  'a use case reads the clock': ['subgraphs/orders/src/placing/place-order.ts', 'export const now = () => Date.now();\n'],
};

let shop: string;
const found: { file: string; code: string }[] = [];
const brokenBy = (file: string): string =>
  found
    .filter((one) => one.file === file)
    .map(({ code }) => code)
    .join();

beforeAll(() => {
  shop = mkdtempSync(join(tmpdir(), 'lint-rules-'));
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(shop, file)), { recursive: true });
    writeFileSync(join(shop, file), text);
  };
  for (const [file, text] of [...Object.values(offences), ...Object.values(allowed)]) plant(file, text);
  plant('oxlint.config.ts', `export { default } from '${join(root, 'oxlint.config.ts')}';\n`);
  plant('tsconfig.json', JSON.stringify({ extends: join(root, 'tsconfig.base.json') }));
  symlinkSync(join(root, 'node_modules'), join(shop, 'node_modules'));
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format=json'], { cwd: shop, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { diagnostics: { code?: string; filename: string }[] };
  for (const one of report.diagnostics) found.push({ file: one.filename, code: one.code ?? '' });
});

afterAll(() => rmSync(shop, { recursive: true, force: true }));

test.each(Object.entries(offences))('the linter refuses when %s', (_, [file, , rule]) => {
  expect(brokenBy(file)).toContain(rule);
});

test.each(Object.entries(allowed))('the linter allows that %s', (_, [file]) => {
  expect(brokenBy(file)).toBe('');
});
