import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleTabs } from '#http/example-tabs';
import { type Started, startSmallGateway } from '#testing/start';

const example = '# variables: {"first": 2}\nquery Lamps($first: Int) { products(first: $first) { title } } # </script>';

let started: Started;
beforeAll(async () => {
  started = await startSmallGateway({ examples: [example, 'mutation Order { order(sku: "A") }'] });
});
afterAll(() => started.gateway.stop());

const page = async (path: string): Promise<Response> => fetch(`${started.gateway.url}${path}`);

test('the IDE loads nothing from another host, and all that its page names is there', async () => {
  const html = await (await page('/graphiql')).text();
  const named = [...html.matchAll(/(?:href|src)="([^"]+)"|from "([^"]+)"/g)].map(([, attribute, module]) => attribute ?? module ?? '');
  const workers = ['jsonWorker.js', 'graphqlWorker.js', 'editorWorker.js'].map((file) => `/graphiql/static/${file}`);
  expect(new Set(named)).toEqual(new Set(['/graphiql/static/ruru.js', '/graphiql/static/ruru.css']));
  for (const path of [...named, ...workers]) expect([path, (await page(path)).status]).toEqual([path, 200]);
  expect(html).not.toMatch(/(https?:)?\/\/(?!ref:)[a-z0-9-]+\.[a-z]{2,}/i);
});

test('its style sheet and its parts come from here too', async () => {
  const css = await (await page('/graphiql/static/ruru.css')).text();
  const urls = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url ?? '').filter((url) => !/^["']?data:/.test(url));
  for (const url of urls) expect((await page(`/graphiql/static/${url.replace(/["']/g, '')}`)).status).toBe(200);
  expect(css).not.toContain('@import');
  expect((await page('/graphiql/static/nothing.js')).status).toBe(404);
});

test('examples open as tabs of their names with their variables', () => {
  const script = exampleTabs([example]);
  expect(script).toContain('"title":"Lamps"');
  expect(script).toContain('\\"first\\": 2');
  expect(script.match(/<\/script>/g)).toHaveLength(1);
  expect(exampleTabs([])).toBe('');
});

test('the front door leads to the IDE', async () => {
  expect((await fetch(`${started.gateway.url}/`, { redirect: 'manual' })).headers.get('location')).toBe('/graphiql');
});
