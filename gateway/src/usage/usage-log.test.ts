import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@cartograph/kit/log';
import { buildSchema, Kind, parse } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Counts, countVariables } from '#usage/count-variables';
import { openUsageLog, type Seen } from '#usage/usage-log';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usage-'));
  file = join(folder, 'usage.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const linesOf = (): { hash: string; count: number; text?: string; variables: Counts }[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : JSON.parse(line)));
const seen = (hash: string, more: Partial<Seen> = {}): Seen => ({
  hash,
  client: 'web',
  clientVersion: undefined,
  operation: undefined,
  count: () => {},
  text: () => `{ ${hash} }`,
  ...more,
});

test('each flush appends what came since the one before, and a text is told once', async () => {
  const usage = await openUsageLog({ file, log: silentLog() });
  for (const hash of ['a', 'b', 'a']) usage.note(seen(hash));
  await usage.flush();
  usage.note(seen('a'));
  await usage.flush();
  await usage.stop();
  expect(linesOf().map(({ hash, count, text }) => [hash, count, text])).toEqual([
    ['a', 2, '{ a }'],
    ['b', 1, '{ b }'],
    ['a', 1, undefined],
  ]);
});

test('however many operations are sent, as many are kept as were allowed, and the rest is counted in the log', async () => {
  const warned: unknown[] = [];
  const log = Object.assign(silentLog(), { warn: (what: unknown) => warned.push(what) });
  const usage = await openUsageLog({ file, log, maxEntries: 2 });
  for (const hash of ['a', 'b', 'c', 'd', 'c', 'a']) usage.note(seen(hash));
  await usage.stop();
  expect(linesOf().map(({ hash, count }) => [hash, count])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(warned).toEqual([{ requests: 3, maxEntries: 2 }]);
});

test('a text that is too large is left out', async () => {
  const usage = await openUsageLog({ file, log: silentLog() });
  usage.note(seen('a', { text: () => 'x'.repeat(20_000) }));
  await usage.stop();
  expect(linesOf()).toMatchObject([{ hash: 'a', count: 1 }]);
  expect(linesOf()[0]).not.toHaveProperty('text');
});

test('what could not be written is written later, added to what came meanwhile', async () => {
  const usage = await openUsageLog({ file, log: silentLog() });
  rmSync(file);
  mkdirSync(file);
  const count = (variables: Counts) => {
    variables['$a'] = (variables['$a'] ?? 0) + 1;
  };
  usage.note(seen('a', { count }));
  await usage.flush();
  usage.note(seen('a', { count }));
  usage.note(seen('b'));
  rmdirSync(file);
  await usage.stop();
  expect(linesOf()).toMatchObject([
    { hash: 'a', count: 2, text: '{ a }', variables: { $a: 2 } },
    { hash: 'b', count: 1 },
  ]);
});

test('lines are written by the clock as well', async () => {
  const usage = await openUsageLog({ file, log: silentLog(), flushMs: 10 });
  usage.note(seen('a'));
  await expect.poll(() => linesOf().length).toBe(1);
  await usage.stop();
});

test('variables are counted by what the schema calls them: lists item by item, enum values by name, unknown ones not at all', () => {
  const schema = buildSchema(`
    type Query { found(by: Search, tones: [Tone!]): Int }
    input Search { text: String tone: Tone and: [Search!] any: Any }
    scalar Any
    enum Tone { WARM COLD }`);
  const [operation] = parse('query ($by: Search, $tones: [Tone!]) { found(by: $by, tones: $tones) }').definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('unreachable');
  const counts: Counts = {};
  const by = { text: 'secret', tone: 'LOUD', any: { secret: 1 }, and: [{ tone: 'WARM' }, { text: null, secret: 1 }] };
  countVariables(counts, schema, operation, { by, tones: ['WARM', 'COLD', 'secret'] });
  expect(counts).toEqual({
    $by: 1,
    Search: 3,
    'Search.text': 1,
    'Search.text=null': 1,
    'Search.tone': 2,
    'Search.any': 1,
    'Search.and': 1,
    'Tone.WARM': 2,
    'Tone.COLD': 1,
    $tones: 1,
  });
  let deep: Record<string, unknown> = {};
  for (let depth = 0; depth < 10_000; depth += 1) deep = { and: [deep] };
  countVariables(counts, schema, operation, { by: deep });
  expect(counts['Search']).toBeLessThan(50);
});
