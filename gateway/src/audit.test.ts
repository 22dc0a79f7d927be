import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { startSmallGateway } from '#testing/start';

test('all 61 audits of GraphQL over HTTP pass', async () => {
  const { gateway } = await startSmallGateway();
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': 'true' } });
  const results = await auditServer({ url: `${gateway.url}/graphql`, fetchFn });
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  expect(results.length).toBe(61);
  await gateway.stop();
});
