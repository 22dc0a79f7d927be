import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { RemoteCall } from './remote.ts';
import { readVerbs } from './remote-verbs.ts';

interface Verbs {
  OrdersSendParcels: { command: { placementId: string; worthMinor: bigint }; outcome: { placementId: string; paidMinor: bigint | null } };
  OrdersLookUp: { command: string; outcome: { sku: string; soldAt: Date; parts: { priceMinor: bigint }[] } | null };
}

const document = `
  mutation OrdersSendParcels($commands: [ParcelInput!]!) {
    outcomes: sendParcels(input: $commands) { placementId paidMinor }
  }
  query OrdersLookUp($skus: [String!]!) {
    outcomes: lookUp(skus: $skus) { sku soldAt parts { priceMinor } }
  }
`;

/** The verbs, and what was sent; the other room answers `outcomes`, whatever it is asked. */
function verbsOf(outcomes: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'remote-verbs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'parcels.graphql'), document);
  const sent: { query: string; variables: unknown }[] = [];
  const call = (query: string, variables: Record<string, unknown>) => {
    sent.push({ query, variables });
    return Promise.resolve({ outcomes });
  };
  return { verb: readVerbs<Verbs>(call as RemoteCall, pathToFileURL(join(folder, 'x.ts')).href, './parcels.graphql'), sent };
}

const commands = [
  { placementId: 'a', worthMinor: 5n },
  { placementId: 'b', worthMinor: 7n },
];

test('a list leaves as the variable of its operation, alone in the document', async () => {
  const { verb, sent } = verbsOf([{ sku: 'MUG', soldAt: '2026-01-31T12:00:00.000Z', parts: [] }]);
  await verb('OrdersLookUp', 'sku')(['MUG']);
  expect(sent[0]?.variables).toEqual({ skus: ['MUG'] });
  expect(sent[0]?.query).toMatch(/^query OrdersLookUp/);
  expect(sent[0]?.query).not.toContain('sendParcels');
});

test('minor units arrive as bigint and times as Date, however deep, and nothing stays nothing', async () => {
  const { verb } = verbsOf([{ sku: 'MUG', soldAt: '2026-01-31T12:00:00.000Z', parts: [{ priceMinor: '1250' }] }, null]);
  expect(await verb('OrdersLookUp', 'sku')(['MUG', 'NONE'])).toEqual([
    { sku: 'MUG', soldAt: new Date('2026-01-31T12:00:00.000Z'), parts: [{ priceMinor: 1250n }] },
    null,
  ]);
});

test.each([
  ['to another command', [{ placementId: 'b' }, { placementId: 'a' }], "answers another command's placementId"],
  ['to fewer commands', [{ placementId: 'a' }], '2 commands got 1 outcomes'],
  ['without a list', null, 'got no list'],
])('an answer %s is a fault, so nobody acts on it', async (_, outcomes, fault) => {
  const { verb } = verbsOf(outcomes);
  await expect(verb('OrdersSendParcels', 'placementId')(commands)).rejects.toThrow(fault);
});

test('a document without the operation ends the start', () => {
  const { verb } = verbsOf([]);
  expect(() => verb('OrdersSendLetters' as 'OrdersSendParcels', 'placementId')).toThrow('no operation OrdersSendLetters');
});
