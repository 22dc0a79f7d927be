import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { cloneProject } from '@cartograph/stack/testing/clone-project';
import { dataFolder, npmStart } from '@cartograph/stack/testing/npm-start';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import type * as Programs from '../support/programs.ts';
import { type Program, runProgram } from '../support/programs.ts';
import type * as ShopProcesses from '../support/shop-processes.ts';
import { until } from '../support/until.ts';

const { tree, folder } = cloneProject();
const npm = (...args: string[]): string => execFileSync('npm', ['run', '--silent', ...args], { cwd: tree, encoding: 'utf8' });

let port: number;
let ratings: Program;
const startRatings = async (): Promise<void> => {
  ratings = runProgram('e2e/foreign/ratings-server.ts', { PORT: String(port) });
  await ratings.listening();
};
const endpoint = (): string => `http://127.0.0.1:${port}/`;

beforeAll(async () => {
  const config = join(tree, 'schema.config.json');
  const line = '{ "name": "ratings", "sdl": "e2e/foreign/ratings.graphql", "url": "http://ratings.example/graphql" }';
  writeFileSync(config, readFileSync(config, 'utf8').replace('"subgraphs": [', `"subgraphs": [ ${line},`));
  npm('schema:compose');
  [port = 0] = await steadyPorts(1);
  await startRatings();
});
afterAll(() => {
  ratings.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const ready = async (url: string): Promise<number> => (await fetch(`${url}/health/ready`)).status;

/** What is promised of a subgraph that is not ours, at a gateway of either shape. */
async function answersFor(url: string, sku: string): Promise<void> {
  const query = `{ productVariant(sku: "${sku}") { sku stars } ratingsAskedWith }`;
  expect(await ready(url)).toBe(200);
  const { data, errors } = await ask<{ productVariant: object; ratingsAskedWith: string[] }>(url, query, {});
  expect(errors).toBeUndefined();
  expect(data?.productVariant).toEqual({ sku, stars: 4.5 });
  // It is not told who asks: whoever can check our signature could make one.
  expect(data?.ratingsAskedWith.filter((name) => /cartograph|authorization|cookie/.test(name))).toEqual([]);
  ratings.kill('SIGTERM');
  await ratings.ended;
  expect(await ready(url)).toBe(503);
  const without = await ask<{ productVariant: object }>(url, query, {});
  expect(without.data?.productVariant).toEqual({ sku, stars: null });
  expect(without.errors?.map(({ extensions }) => extensions?.code)).toEqual(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE']);
  await startRatings();
  await until(
    () => ready(url),
    (status) => status === 200,
  );
}

const sentence = /^RATINGS_URL: ratings is no room of ours: set this to where it takes GraphQL, such as [^\n]+$/;

test('the lint asks nothing of it that only our own subgraphs promise', () => {
  expect(npm('schema:lint', '--', '--all')).not.toContain('ratings');
});

test('npm start calls it at its URL, and says in one sentence that it needs one', async () => {
  const data = dataFolder();
  const lost = npmStart(data, {}, 'start', tree);
  expect(await lost.ended).toBe(1);
  expect(lost.output().trim()).toMatch(sentence);
  const started = npmStart(data, { RATINGS_URL: endpoint() }, 'start', tree);
  await started.ready();
  await answersFor(started.url, 'MUG-CLASSIC');
  started.signal('SIGINT');
  await started.ended;
});

test('so does the gateway as a process of its own', async () => {
  const load = async <Module>(file: string): Promise<Module> => (await import(pathToFileURL(join(tree, file)).href)) as Module;
  const programs = await load<typeof Programs>('e2e/support/programs.ts');
  const { openShopProcesses } = await load<typeof ShopProcesses>('e2e/support/shop-processes.ts');
  const lost = programs.runProgram('gateway/src/main.ts', { CALLER_SECRET: 'sixteen letters or more' });
  expect(await lost.ended).toBe('1');
  expect(lost.stderr().trim()).toMatch(sentence);
  const shop = await openShopProcesses('postgres', undefined, {
    run: (file, env) => programs.runProgram(file, { ...env, RATINGS_URL: endpoint() }),
  });
  try {
    await answersFor(shop.url, 'MUG');
  } finally {
    await shop.close();
  }
});
