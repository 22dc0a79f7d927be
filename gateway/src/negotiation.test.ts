import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTypeOf } from '#media-type';
import { type Started, startSmallGateway } from '#testing/start';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway();
});
afterAll(() => started.gateway.stop());

const json = 'application/json';
const newer = 'application/graphql-response+json';

test.each<[accept: string, type: string]>([
  [json, json],
  [newer, newer],
  [`${json}, ${newer};q=0.5`, json],
  [`${json};q=0.4, ${newer};q=0.5`, newer],
  [`${newer};q=0, ${json}`, json],
  [`${newer};q=0, */*`, json],
  ['Application/GraphQL-Response+JSON', newer],
  [`APPLICATION/JSON;Q=0.9, ${newer.toUpperCase()}`, newer],
  [`multipart/mixed;deferSpec=20220824, ${newer}, ${json};q=0.9`, newer],
  ['application/*;q=0.8', json],
  ['*/*', json],
  [`text/html, ${newer}+x`, 'none'],
])('to Accept: %s the status is that of the media type of the answer', async (accept, type) => {
  // Refused as an operation, by the gateway's own rules, and not at all.
  const refused = { [newer]: 400, [json]: 200, none: 406 }[type];
  for (const query of ['{ nope }', 'query ($n: Int = 1) { products(first: 1, nope: $n) { sku } }']) {
    const { status, headers } = await started.ask(query, { accept });
    expect([status, headers.get('content-type')]).toEqual([refused, `${type === 'none' ? json : type}; charset=utf-8`]);
  }
  const good = await started.ask('{ whoAmI }', { accept });
  expect(good.status).toBe(type === 'none' ? 406 : 200);
  expect(answerTypeOf(accept)).toBe(type === 'none' ? undefined : `${type}; charset=utf-8`);
  // What is wrong as HTTP has its own status, in the type that is asked for.
  const torn = await fetch(`${started.gateway.url}/graphql`, { method: 'POST', headers: { accept, 'content-type': json }, body: '{' });
  expect([torn.status, torn.headers.get('content-type')]).toEqual([400, `${type === 'none' ? json : type}; charset=utf-8`]);
});

test('a command of somebody who cannot be answered is not carried out', async () => {
  const { status, errors } = await started.ask('mutation { order(sku: "UNSEEN") }', { accept: 'image/png' });
  expect([status, errors?.[0]?.extensions]).toEqual([406, { code: 'BAD_REQUEST' }]);
  expect(started.shop.orders).not.toContain('UNSEEN');
});

test('an operation name that is empty is one that was left out', async () => {
  const send = async (query: string, method: 'POST' | 'GET') => {
    const body = { query, operationName: '' };
    const response = await fetch(`${started.gateway.url}/graphql${method === 'GET' ? `?${new URLSearchParams(body).toString()}` : ''}`, {
      method,
      headers: { 'content-type': json, accept: newer },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()];
  };
  const several = 'The request contains more than one operation: name one in operationName.';
  for (const method of ['POST', 'GET', 'POST'] as const) {
    expect(await send('query Q { whoAmI }', method)).toEqual([200, { data: { whoAmI: 'guest' } }]);
    expect(await send('query A { whoAmI } query B { whoAmI }', method)).toMatchObject([400, { errors: [{ message: several }] }]);
  }
});
