import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import type { Config } from '../project/config.ts';
import { sha256, signatureOf } from './hashes.ts';
import { readKnownOperations } from './read-operations.ts';
import { configOf, judged } from './testing/shop.ts';
import { compactUsage, parseUsage, type UsageRecord } from './usage-records.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const today = '2026-06-30';
const api = 'type Query { lamps: [Lamp!]! } type Lamp { id: ID! name: String }';
const noName = api.replace('name: String', '');
const page = 'query Page { lamps { id name } }';
const line = (more: Partial<UsageRecord>): Partial<UsageRecord> => ({
  hash: sha256(page),
  client: 'web',
  count: 5,
  lastSeen: `${today}T10:00:00Z`,
  ...more,
});

async function read(
  records: readonly object[],
  usage: Partial<Config['usage']> = {},
  files: Record<string, string> = { 'page.graphql': page },
) {
  const root = mkdtempSync(join(tmpdir(), 'usage-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  writeFileSync(join(root, 'usage.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const config = configOf({ usage: { ...usage, file: 'usage.jsonl' } });
  config.operations = [{ client: 'web', files: '*.graphql' }];
  const { operations, findings } = await readKnownOperations({ root, file: '', config }, today);
  return { operations, findings, judged: () => judged(api, noName, operations, { usage }) };
}

test('lines of one operation add up, and those before the window are not counted', async () => {
  const old = line({ count: 100, lastSeen: '2026-05-30T23:59:59Z' });
  const { operations } = await read([old, line({ variables: { $a: 5 } }), line({ count: 2, variables: { $a: 1 } })], { windowDays: 30 });
  expect(operations.map(({ client, usage }) => [client, usage])).toEqual([
    ['web', { count: 7, lastSeen: `${today}T10:00:00Z`, variables: { $a: 6 } }],
  ]);
});

test('variables are known only when every request of the window tells them', async () => {
  const { operations } = await read([line({ variables: { $a: 5 } }), line({})]);
  expect(operations[0]?.usage).toEqual({ count: 10, lastSeen: `${today}T10:00:00Z` });
});

test('an operation used too rarely, not lately, or by excluded clients alone holds no change back, and the evidence says so', async () => {
  const rare = (await read([line({ count: 3 })], { minCount: 10 })).judged();
  expect([rare.fails, rare.changes[0]?.evidence]).toEqual([
    [],
    'none of 1 operation of 1 client uses it (usage of the last 30 days); not counted: Page of web (seen 3 times in the last 30 days, below 10)',
  ]);
  const past = (await read([line({ lastSeen: '2026-01-01T00:00:00Z' })])).judged();
  expect([past.fails, past.changes[0]?.evidence]).toEqual([
    [],
    expect.stringMatching(/not counted: Page of web \(not seen in the last 30 days \(last on 2026-01-01\)\)$/),
  ]);
  const excluded = (await read([line({})], { excludeClients: ['web'] })).judged();
  expect([excluded.fails, excluded.changes[0]?.evidence]).toEqual([[], expect.stringMatching(/Page of web \(its client is excluded\)$/)]);
});

test('a committed operation of which nothing was recorded counts as used', async () => {
  expect((await read([])).judged().fails).toEqual(['FIELD_REMOVED Lamp.name: used']);
});

test('how often an operation is sent is counted over all clients', async () => {
  const { judged } = await read([line({ count: 6 }), line({ count: 6, client: 'app' })], { minCount: 10 });
  expect(judged().changes[0]?.hits.map(({ client, count }) => [client, count])).toEqual([
    ['app', 6],
    ['web', 6],
  ]);
});

test('an operation that is committed nowhere is known by the text of its record, and placed there', async () => {
  const text = '{ lamps { name } }';
  const { operations, judged } = await read([line({}), line({ hash: 'f00', client: 'app', text, operation: 'x' })]);
  expect(operations.map(({ client, recorded }) => [client, recorded])).toEqual([
    ['app', true],
    ['web', undefined],
  ]);
  expect(judged().changes[0]?.hits[0]?.place).toEqual({ file: 'usage.jsonl', line: 2, column: 1 });
});

test('a recorded text whose literals are blanked, and that its client printed in its own way, is found among the committed', async () => {
  const committed = 'query Find { lamp(text: "warm", first: 3) { ...L } } fragment L on Lamp { id }';
  const sent = 'fragment L on Lamp { id __typename }\nquery Find {\n  lamp(text: "", first: 0) {\n    ...L\n    __typename\n  }\n}';
  const { operations } = await read([line({ hash: 'f00', text: sent })], {}, { 'find.graphql': committed });
  expect(operations.map(({ name, usage, recorded }) => [name, usage?.count, recorded])).toEqual([['Find', 5, undefined]]);
  expect(signatureOf(parse('{ a(b: RED) }'))).not.toBe(signatureOf(parse('{ a(b: BLUE) }')));
});

test('what was recorded without a text that anybody has is told once a client', async () => {
  const { findings } = await read([line({ hash: 'aa' }), line({ hash: 'bb' }), line({ hash: 'cc', client: 'app' })]);
  expect(findings.map(({ rule, severity, message }) => [rule, severity, message.slice(0, 50)])).toEqual([
    ['usage-without-text', 'warning', 'web sent 2 operations whose texts are nowhere: nob'],
    ['usage-without-text', 'warning', 'app sent an operation whose text is nowhere: nobod'],
  ]);
});

test('a recorded operation of an older schema is a warning, not an input that cannot be used', async () => {
  const { judged } = await read([line({ hash: 'f00', text: '{ desks }' })]);
  expect(judged().findings).toMatchObject([{ rule: 'operation-of-another-schema', severity: 'warning' }]);
});

test('a line that is no record is named with its number, and the end that a writer never reached is left out', () => {
  const good = JSON.stringify(line({}));
  expect(parseUsage(`${good}\n\n${good}\n{"hash":"a`, 'usage.jsonl').map(({ place }) => place.line)).toEqual([1, 3]);
  expect(() => parseUsage(`${good}\nnonsense\n`, 'usage.jsonl')).toThrow(/^usage\.jsonl:2:1: this is no usage record: the line: /);
  expect(() => parseUsage(`${JSON.stringify({ ...line({}), count: -1 })}\n`, 'usage.jsonl')).toThrow(/^usage\.jsonl:1:1: .* count: /);
});

test('compacted records say the same in fewer lines', async () => {
  const days = ['2026-06-01', '2026-06-02'].flatMap((day) =>
    [1, 2, 3].map((hour) =>
      line({ lastSeen: `${day}T0${hour}:00:00Z`, count: hour, variables: { $a: hour }, ...(hour === 2 && { text: page }) }),
    ),
  );
  const records = parseUsage(days.map((day) => `${JSON.stringify(day)}\n`).join(''), 'usage.jsonl');
  const compact = compactUsage(records);
  expect(compact).toEqual([
    { ...line({}), count: 6, lastSeen: '2026-06-01T03:00:00Z', variables: { $a: 6 }, text: page },
    { ...line({}), count: 6, lastSeen: '2026-06-02T03:00:00Z', variables: { $a: 6 }, text: page },
  ]);
  expect((await read(compact)).operations).toEqual((await read(days)).operations);
});
