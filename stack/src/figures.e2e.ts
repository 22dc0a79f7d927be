import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningStack } from '@cartograph/kit/data-dir';
import pg from 'pg';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';
import { dataFolder, npmStart } from './testing/npm-start.ts';
import { firstOrder } from './welcome.ts';

const running = readFileSync(join(import.meta.dirname, '../../docs/running.md'), 'utf8');

/** As the manual lists them, with each room for `<room>`, and those of one room or gateway as they stand. */
function listed(): string[] {
  const [, section = ''] = running.split('## Figures\n');
  const cells = (section.split('\n## ')[0] ?? '').split('\n').flatMap((line) => /^\| (`.+?) \| /.exec(line)?.[1] ?? []);
  const names = cells.flatMap((cell) => {
    const [first = '', ...more] = [...cell.matchAll(/`([\w<>]+)/g)].map(([, name = '']) => name);
    return [first, ...more.map((name) => (name.startsWith('_') ? `cartograph_<room>${name}` : name))];
  });
  return names.flatMap((name) => (name.includes('<room>') ? rooms.map((room) => name.replace('<room>', room)) : [name]));
}

test('the shop tells its figures on a port of their own, and they move', { timeout: 180_000 }, async () => {
  const dataDir = dataFolder();
  const shop = npmStart(dataDir, { METRICS_PORT: '0', ALLOWED_ORIGINS: 'https://shop.example/' });
  await shop.ready();
  await expect.poll(() => /Metrics +(\S+)/.exec(shop.output())?.[1], { timeout: 60_000 }).toBeDefined();
  const page = /Metrics +(\S+)/.exec(shop.output())?.[1] ?? '';
  expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  expect((await fetch(`${shop.url}/metrics`)).status).toBe(404);
  const look = async (): Promise<(figure: string) => number> => {
    const text = await (await fetch(page)).text();
    return (figure) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${figure} `))
          ?.split(' ')
          .at(-1),
      );
  };

  const names = listed();
  expect(names).toContain('cartograph_payments_pool_waits_total');
  const told = await (await fetch(page)).text();
  expect(names.filter((name) => !told.includes(`# TYPE ${name} `))).toEqual([]);

  const before = await look();
  const order = async (key: string, token: string): Promise<void> => {
    const query = firstOrder(key.padEnd(22, '-')).replace('tok_ok', token);
    const headers = { 'content-type': 'application/json', origin: 'https://shop.example' };
    const response = await fetch(`${shop.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    await response.text();
  };
  await order('one', 'tok_ok');
  await order('one', 'tok_ok');
  await order('two', 'tok_declined');
  await order('three', 'tok_challenge');
  const client = new pg.Client({ connectionString: runningStack(dataDir)?.databases['orders'] });
  await client.connect();
  await client.query(`update placements set needs_attention = true where state = 'pending'`);
  await client.end();
  await expect.poll(async () => (await look())('cartograph_orders_flagged_placements'), { timeout: 20_000 }).toBe(1);
  const after = await look();
  const moved = (figure: string): number => after(figure) - before(figure);
  for (const answer of ['placed', 'replayed', 'rejected', 'action'])
    expect([answer, moved(`cartograph_orders_answers_total{answer="${answer}"}`)]).toEqual([answer, 1]);
  for (const outcome of ['confirmed', 'aborted'])
    expect([outcome, moved(`cartograph_orders_placements_total{outcome="${outcome}"}`)]).toEqual([outcome, 1]);
  for (const step of ['freeze_quote', 'reserve_stock', 'authorize_payment'])
    expect(moved(`cartograph_orders_step_seconds_count{step="${step}"}`)).toBeGreaterThanOrEqual(3);
  expect(after('cartograph_orders_open_placements')).toBeGreaterThanOrEqual(1);
  expect(after('cartograph_orders_outbox_parked_events')).toBe(0);
  expect(after('cartograph_orders_pool_open_connections')).toBeGreaterThanOrEqual(1);
  expect(after('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
});
