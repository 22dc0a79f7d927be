import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSmallGateway } from '#testing/start';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const linesOf = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const web = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2' };
const byDate = 'query ByDate($filter: Filter, $first: Int) { orders(filter: $filter) products(first: $first) { sku } }';

test('requests of one client and operation become one line with their number, their names and the shape of their variables', async () => {
  const usageFile = join(folder, 'usage.jsonl');
  const { ask, gateway } = await startSmallGateway({ usageFile });
  await ask(byDate, web, { filter: { placedAfter: '2026-01-31T12:00:00Z' }, first: 2 });
  await ask(byDate, web, { filter: {}, first: null });
  await ask(byDate, web);
  await ask('mutation { order(sku: "ada@example.com", ms: 7) }');
  await gateway.stop();
  expect(linesOf(usageFile)).toEqual([
    {
      hash: sha256(byDate),
      client: 'web',
      clientVersion: '1.2',
      operation: 'ByDate',
      count: 3,
      lastSeen: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      variables: { $filter: 2, Filter: 2, 'Filter.placedAfter': 1, $first: 1, '$first=null': 1 },
      text: expect.stringMatching(/^query ByDate\(\$filter: Filter, \$first: Int\) \{\n/),
    },
    {
      hash: sha256('mutation { order(sku: "ada@example.com", ms: 7) }'),
      client: 'unnamed',
      count: 1,
      lastSeen: expect.any(String),
      variables: {},
      text: 'mutation {\n  order(sku: "", ms: 0)\n}',
    },
  ]);
});

test('no value of a client reaches the file, and no name that is not a plain one', async () => {
  const usageFile = join(folder, 'usage.jsonl');
  const { ask, gateway } = await startSmallGateway({ usageFile });
  const secret = 'ada-lovelace';
  await ask(byDate, { 'apollographql-client-name': 'x'.repeat(65) }, { filter: { placedAfter: secret, [secret]: 1 }, [secret]: secret });
  await ask(`{ whoAmI } # ${secret}`);
  await ask(`query ($s: String!) { whoAmI products { sku } } `, {}, { s: secret });
  await gateway.stop();
  const text = readFileSync(usageFile, 'utf8');
  expect(text).not.toContain(secret);
  expect(linesOf(usageFile).map(({ client }) => client)).toEqual(['unnamed', 'unnamed']);
});

test('what is refused and what asks for the schema is no use of it, and a hash counts as its operation', async () => {
  const usageFile = join(folder, 'usage.jsonl');
  const { ask, gateway } = await startSmallGateway({ usageFile });
  await ask('{ nothing }');
  await ask('{');
  await ask('{ __schema { types { name } } }');
  const persisted = { persistedQuery: { version: 1, sha256Hash: sha256('{ whoAmI }') } };
  for (const body of [{ query: '{ whoAmI }', extensions: persisted }, { extensions: persisted }])
    await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  await gateway.stop();
  expect(linesOf(usageFile).map(({ hash, count }) => [hash, count])).toEqual([[sha256('{ whoAmI }'), 2]]);
});

test('two replicas append to one file, each its own lines', async () => {
  const usageFile = join(folder, 'usage.jsonl');
  const replicas = await Promise.all([startSmallGateway({ usageFile }), startSmallGateway({ usageFile })]);
  await Promise.all(replicas.map(({ ask }) => ask('{ whoAmI }')));
  await Promise.all(replicas.map(({ gateway }) => gateway.stop()));
  expect(linesOf(usageFile).map(({ count }) => count)).toEqual([1, 1]);
});

test('nothing is recorded unless a file is named, and one that cannot be written is refused at the start', async () => {
  const { ask, gateway } = await startSmallGateway();
  await ask('{ whoAmI }');
  await gateway.stop();
  await expect(startSmallGateway({ usageFile: join(folder, 'no/such/folder') })).rejects.toThrow(
    /^USAGE_FILE: .* cannot be written \(ENOENT\)/,
  );
});
