import { createHash } from 'node:crypto';
import { heldMegabytes } from '@cartograph/kit/testing/heap';
import { expect, test } from 'vitest';
import type { Bounds } from '#limits/bounds';
import { type Started, startSmallGateway } from '#testing/start';

/** As many as make a gigabyte and more without a bound: `STRANGERS=2500 npx vitest run --project rules gateway/src/memory.test.ts`. */
const requests = Number(process.env['STRANGERS'] ?? 250);

const post = async ({ gateway }: Started, body: object): Promise<void> => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
};

const hashed = (query: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } },
});

/** As many tokens as an operation may have. */
const lists = (index: number): string =>
  Array.from({ length: 29 }, (_, field) => `l${index}_${field}: listed(texts: [${'"a" '.repeat(160)}])`).join(' ');

/** Each is another text every time. */
const shapes: Readonly<Record<string, (index: number) => object>> = {
  'long comments with a letter that is not Latin': (index) => ({ query: `{ whoAmI } #\u0439${index}${'x'.repeat(255_000)}` }),
  'lists written into the operation': (index) => ({
    query: `query Q { orders(filter: { placedAfter: ["${index}" ${'"a" '.repeat(4_900)}] }) }`,
  }),
  'lists as long as is allowed': (index) => ({ query: `{ l${index}: listed(texts: [${'"a" '.repeat(500)}]) }` }),
  'new operations': (index) => ({ query: `{ ${lists(index)} }` }),
  'operations sent as a hash': (index) => hashed(`{ ${lists(0)} } #${index}\u0439${'x'.repeat(120_000)}`),
  'one operation under many names': (index) => ({ query: `query Q${index} { ${lists(0)} }`, operationName: `Q${index}` }),
  'long variables': (index) => ({
    query: 'mutation ($sku: String!) { order(sku: $sku) }',
    variables: { sku: 'A', filler: `${index}${'x'.repeat(200_000)}` },
  }),
};

/** What so many requests leave behind in a gateway that was asked for nothing before. */
async function leftBy(make: (index: number) => object, count: number, bounds: Partial<Bounds> = {}): Promise<number> {
  const started = await startSmallGateway({ bounds });
  await post(started, { query: '{ whoAmI }' });
  const before = await heldMegabytes();
  for (let index = 0; index < count; index += 1) await post(started, make(index));
  const left = (await heldMegabytes()) - before;
  await started.gateway.stop();
  return left;
}

for (const [shape, make] of Object.entries(shapes))
  test(`requests with ${shape} leave less than 100 MB`, { timeout: 600_000 }, async () => {
    const left = await leftBy(make, requests);
    expect(left).toBeLessThan(100);
  });

test('without the bounds the same requests are held, each of them', { timeout: 600_000 }, async () => {
  const all = Number.POSITIVE_INFINITY;
  const unbounded = { texts: all, documents: all, plansMiB: 100_000, hashed: all, laneCharacters: all };
  const make = shapes['long comments with a letter that is not Latin'];
  expect(await leftBy(make ?? (() => ({})), 250, unbounded)).toBeGreaterThan(100);
});
