import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { type Answer, placeOrder, purchase, secret } from '../support/place-order.ts';
import { runReplay } from '../support/run-replay.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { until } from '../support/until.ts';

const dataDir = makeDataFolder();
let stack: StackProcess;
beforeAll(async () => {
  stack = await startStackProcess(dataDir);
});
afterAll(async () => {
  await stack?.stop();
  removeDataFolder(dataDir);
});

async function run(room: 'orders' | 'inventory', sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: stack.databases[room] });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A guest's placement, once all is settled. */
async function settled(key: string, token = 'tok_ok', sku = 'MUG-CLASSIC'): Promise<{ id: string; kind: Answer['kind'] }> {
  const { kind } = await placeOrder(stack.url, purchase(key, [{ sku, quantity: 1 }], { token, email: 'guest@example.com' }));
  const read = () => run('orders', `select id, finished_at as finished from placements where idempotency_key = '${secret(key)}'`);
  const [row] = await until(read, ([found]) => found?.['finished'] != null);
  return { id: String(row?.['id']), kind };
}

test('an order is decided again as it was, with every room beside it', async () => {
  const { id, kind } = await settled('replayed');
  const { exitCode, output } = await runReplay(dataDir, id);
  expect([kind, exitCode]).toEqual(['OrderPlaced', 0]);
  for (const line of [
    'intent: 1 x MUG-CLASSIC',
    'heard payment: AUTHORIZED -> go',
    'decided: confirmed',
    'hold COMMITTED',
    'quote CONFIRMED',
  ])
    expect(output).toContain(line);
  expect(output).toMatch(/provider: authorize 1: AUTHORIZED[^]+provider: capture 1: CAPTURED[^]+\n0 differences\n$/);
});

test.each([
  ['declined', 'tok_declined', 'MUG-CLASSIC', 'OrderRejected'],
  ['unknown, then found', 'tok_unknown', 'MUG-CLASSIC', 'OrderPlaced'],
])('%s: decided again as it was', async (key, token, sku, expected) => {
  const { id, kind } = await settled(key, token, sku);
  expect({ kind, ...(await runReplay(dataDir, id)) }).toMatchObject({
    kind: expected,
    exitCode: 0,
    output: expect.stringMatching(/\n0 differences\n$/),
  });
});

test('what was changed by hand is named, step by step and room by room', async () => {
  const { id } = await settled('spoiled');
  await run('orders', `update placements set facts = jsonb_set(facts, '{heard,1,state}', '"DECLINED"') where id = '${id}'`);
  await run('orders', `update order_lines set title = 'Gold' where order_id = '${id}'`);
  await run('inventory', `update holds set state = 'RELEASED' where placement_id = '${id}'`);
  const { exitCode, output } = await runReplay(dataDir, id);
  expect(exitCode).toBe(1);
  expect(output).toContain('DIFFERENCE payment: decision: recorded confirmed, but now aborting: PAYMENT_DECLINED\n');
  expect(output).toContain('DIFFERENCE order: lines: recorded [{"sku":"MUG-CLASSIC","title":"Gold"');
  expect(output).toContain('DIFFERENCE inventory: state: recorded completed, so COMMITTED or SHIPPED, but now RELEASED\n');
});

test("orders' database alone is enough, and other databases are refused in a sentence", async () => {
  const { id } = await settled('alone');
  const { exitCode, output } = await runReplay('/nowhere', id, '--json', '--database', String(stack.databases['orders']));
  expect([exitCode, JSON.parse(output)]).toMatchObject([0, { kept: 'whole', decision: 'confirmed', differences: [], others: null }]);
  expect(output).not.toContain('tok_ok');
  const wrong = await runReplay('/nowhere', id, '--database', String(stack.databases['pricing']));
  expect(wrong).toMatchObject({ exitCode: 2, output: expect.stringMatching(/^\S+ is no database of orders: [^\n]+\.\n$/) });
});

test('an unknown placement is one sentence, and a placement of before says what is missing', async () => {
  const unknown = '0199aaaa-0000-7000-8000-000000000000';
  expect(await runReplay(dataDir, unknown)).toEqual({
    exitCode: 2,
    output: `${unknown}: there is no such placement in the database of orders.\n`,
  });
  const { id } = await settled('of before');
  await run('orders', `update placements set facts = facts - 'heard' where id = '${id}'`);
  const { exitCode, output } = await runReplay(dataDir, id);
  expect([exitCode, output]).toEqual([0, expect.stringContaining('there is nothing to decide it from again')]);
});

test('a stopped stack is read as it lies', async () => {
  const { id } = await settled('stopped');
  await stack.stop();
  expect(await runReplay(dataDir, id)).toMatchObject({
    exitCode: 0,
    output: expect.stringMatching(/hold COMMITTED[^]+\n0 differences\n$/),
  });
});
