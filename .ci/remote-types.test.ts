import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remoteDocuments, remoteOutput } from '../codegen.room.ts';
import { type Variant, variantsOf } from './document-variants.ts';

// What a room reads of another is what its documents say: where a document or the other room's SDL changes under the code, `tsc` fails.
// Every variant gets a copy of the room's product code, since tests are no readers; one run of tsc goes through all copies. CI looks at
// one variant of each kind for each document and at every enum; all of them (a minute of two processors) by
//   REMOTE_VARIANTS=all npx vitest run --project rules .ci/remote-types.test.ts

const root = join(import.meta.dirname, '..');
const isForAll = process.env['REMOTE_VARIANTS'] === 'all';

const calls = globSync('subgraphs/*', { cwd: root })
  .sort()
  .flatMap((folder) => remoteDocuments(folder.slice('subgraphs/'.length)).map((call) => ({ folder, ...call })));
const cases = calls
  .flatMap((call) => {
    const document = readFileSync(join(root, call.document), 'utf8');
    const sdl = readFileSync(join(root, call.sdl), 'utf8');
    const variants = variantsOf(document, sdl);
    const unchanged: Variant = { kind: 'unchanged', change: 'as it is', document, sdl };
    return [unchanged, ...(isForAll ? variants : firstOfEach(variants))].map((variant) => ({ ...call, call: call.document, ...variant }));
  })
  .map((one, index) => ({ ...one, copy: `copy-${index}` }));

/** The last leaf is the deepest of its operation. */
function firstOfEach(variants: Variant[]): Variant[] {
  const leaf = variants.findLast(({ kind }) => kind === 'leaf');
  const renamed = variants.find(({ kind }) => kind === 'renamed');
  const nullable = variants.find(({ kind }) => kind === 'nullable');
  return [leaf, renamed, nullable].filter((one) => one !== undefined).concat(variants.filter(({ kind }) => kind === 'enum'));
}

let copies: string;
const faultsIn = new Map<string, string[]>();

beforeAll(async () => {
  copies = mkdtempSync(join(tmpdir(), 'remote-types-'));
  for (const { folder, copy } of cases) copyProduct(folder, copy);
  const outputs = cases.map(({ target, document, sdl, copy }) => [
    join(copies, copy, `src/generated/remotes/${target}.ts`),
    remoteOutput(sdl, document),
  ]);
  for (const { filename, content } of await generate({ generates: Object.fromEntries(outputs), silent: true }, false)) {
    mkdirSync(dirname(filename), { recursive: true });
    writeFileSync(filename, content);
  }
  symlinkSync(join(root, 'node_modules'), join(copies, 'node_modules'));
  writeFileSync(join(copies, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), include: ['copy-*/src'] }));
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], { cwd: copies, encoding: 'utf8' });
  for (const line of stdout.split('\n').filter((one) => one.startsWith('copy-'))) {
    const copy = line.slice(0, line.indexOf('/'));
    faultsIn.set(copy, [...(faultsIn.get(copy) ?? []), line]);
  }
}, 600_000);

afterAll(() => rmSync(copies, { recursive: true, force: true }));

/** Under a name of its own: tsc takes packages of one name for one package. */
function copyProduct(folder: string, copy: string): void {
  const source = join(root, folder, 'src');
  cpSync(source, join(copies, copy, 'src'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  const { imports } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { imports: object };
  writeFileSync(join(copies, copy, 'package.json'), JSON.stringify({ name: copy, type: 'module', imports }));
}

describe.each(calls)('$document', ({ document }) => {
  const own = cases.filter(({ call }) => call === document);
  const changed = own.filter(({ kind }) => kind !== 'unchanged');

  test('compiles as it is', () => {
    expect(own.filter(({ kind }) => kind === 'unchanged').flatMap(({ copy }) => faultsIn.get(copy) ?? [])).toEqual([]);
  });

  // Names are not cut here, as `test.each` would.
  for (const { change, copy } of changed)
    test(`does not compile: ${change}`, () => {
      expect(faultsIn.get(copy) ?? []).not.toEqual([]);
    });
});

test('every document of every room is looked at', () => {
  expect(calls.map(({ document }) => document)).toEqual(globSync('subgraphs/*/src/remotes/*.graphql', { cwd: root }).sort());
});
