import { silentLog } from '@cartograph/kit/log';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { answerOurHosts } from '#http/hosts';
import { readJson } from '#http/read-json';
import { refuseRequest } from '#http/refuse';
import { readUtf8, secureAnswers } from '#http/transport';

type Part = (app: FastifyInstance) => void;

/** A server with these parts and nothing else. */
async function ask(parts: readonly Part[], headers: Record<string, string>) {
  const app = fastify();
  for (const part of parts) part(app);
  readJson(app);
  app.setErrorHandler(refuseRequest(silentLog()));
  app.post('/graphql', async () => ({ data: {} }));
  const { statusCode, headers: answered } = await app.inject({ method: 'POST', url: '/graphql', headers, payload: '{"query":"{ a }"}' });
  await app.close();
  return { statusCode, answered };
}

const hosts: Part = (app) => answerOurHosts(app, { host: '127.0.0.1', named: [] });

test.each<[what: string, part: Part, headers: Record<string, string>, status: number]>([
  ['a charset that is not read', readUtf8, { 'content-type': 'application/json; charset=latin1' }, 415],
  ['a packed body', readUtf8, { 'content-type': 'application/json', 'content-encoding': 'br' }, 415],
  ['a page of another name', hosts, { 'content-type': 'application/json', host: 'evil.example' }, 403],
])('%s is refused by what looks for it, and by nothing else', async (_, part, headers, status) => {
  expect((await ask([part], headers)).statusCode).toBe(status);
  expect((await ask([], headers)).statusCode).toBe(200);
});

test('the headers that keep answers from being guessed, framed and kept are set in one place', async () => {
  const guarding = ['x-content-type-options', 'referrer-policy', 'content-security-policy', 'cache-control'];
  const set = async (parts: readonly Part[]) => {
    const { answered } = await ask(parts, { 'content-type': 'application/json' });
    return guarding.filter((header) => answered[header] !== undefined);
  };
  expect(await set([secureAnswers])).toEqual(guarding);
  expect(await set([])).toEqual([]);
});
