import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { EachRoom, RoomName } from '../rooms.ts';
import { copyOf, run, seededDatabases, spoiled } from '../testing/seeded-databases.ts';
import type { Looking } from './compare-all.ts';
import { examine } from './examine.ts';
import { report } from './report.ts';

let databases: EachRoom<string>;

beforeAll(async () => {
  databases = await seededDatabases();
}, 120_000);

/** The shop with one byte of the first page of a room's table turned over, as a disk does it. */
async function damaged(room: RoomName, table: string, at = 8_000): Promise<EachRoom<string>> {
  const where = `select current_setting('data_directory') as folder, pg_relation_filenode('${table}') as node`;
  const [found] = await run<{ folder: string; node: number }>(databases[room], where);
  const url = await copyOf(databases, room);
  const [copy] = await run<{ oid: number }>(
    databases[room],
    `select oid from pg_database where datname = '${new URL(url).pathname.slice(1)}'`,
  );
  const file = openSync(join(found?.folder ?? '', 'base', String(copy?.oid), String(found?.node)), 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.from([byte.readUInt8() ^ 0xff]), 0, 1, at);
  closeSync(file);
  return { ...databases, [room]: url };
}

test.each<[RoomName, string, string]>([
  ['orders', 'placements', 'every_confirmed_placement_has_its_order'],
  ['orders', 'order_events', 'tables_can_be_read'],
  ['pricing', 'placement_quotes', 'frozen_quotes_add_up'],
  ['payments', 'attempts', 'tables_can_be_read'],
])(
  'a byte that a disk has turned over in %s of its %s is told in a sentence, and the doctor looks at all the rest',
  async (room, table, check) => {
    const examination = await examine(await damaged(room, table));
    const told = examination.violations.filter((violation) => violation.check === check);
    expect(told).toEqual([
      expect.objectContaining({ room, detail: expect.stringMatching(new RegExp(`invalid page .* which is ${table}$`)) as string }),
    ]);
    expect(new Set(examination.violations.map((violation) => violation.room))).toEqual(new Set([room]));
    expect(report(examination)).not.toMatch(/\bat .*:\d+:\d+/);
  },
);

test('where the files are here, a byte of an index is a finding too, which no statement had to read', async () => {
  const [server] = await run<{ folder: string }>(databases.orders, `select current_setting('data_directory') as folder`);
  const files = server?.folder ?? '';
  expect((await examine(databases, {}, files)).violations).toEqual([]);
  const second = await damaged('orders', 'orders_number_unique', 8_192 + 4_000);
  expect((await examine(second, {}, files)).violations).toEqual([
    {
      invariant: 9,
      room: 'orders',
      check: 'files_are_whole',
      detail: 'orders_number_unique is damaged at block 1: its checksum is another one',
    },
  ]);
  // Statements alone, as on a server elsewhere, see nothing of it; the files of another server are not looked at.
  for (const none of [undefined, join(files, '..')]) expect((await examine(second, {}, none)).violations).toEqual([]);
});

test('beside a damaged page of one room a violation in another is still found', async () => {
  const both = await spoiled(await damaged('orders', 'order_events'), 'inventory', 'update levels set on_hand = on_hand + 1');
  const { violations } = await examine(both);
  expect(new Set(violations.map(({ check }) => check))).toEqual(new Set(['tables_can_be_read', 'levels_match_ledger']));
});

test('however many orders there are, the doctor holds a few pages of them at once, and sees what stands in each', async () => {
  const [last] = await run<{ id: string }>(databases.orders, 'select id from orders order by id desc limit 1');
  const without = await spoiled(databases, 'payments', `delete from payments where placement_id = '${last?.id}'`);
  const pageRows = 20;
  const pages = await examine(without, { pageRows });
  expect(pages.violations.map(({ check }) => check)).toContain('no_order_without_a_payment');
  expect(pages.mostHeld).toBeLessThanOrEqual(6 * pageRows);
  // The bound is what keeps it small: without one it holds all of them.
  const atOnce = await examine(without, { pageRows: 1_000_000 });
  expect(atOnce.mostHeld).toBeGreaterThan(6 * pageRows);
  expect(pages).toEqual({ ...atOnce, mostHeld: pages.mostHeld });
});

test('a claim that a thousand orders break is shown with a hundred of them, and the rest are counted', async () => {
  const [all] = await run<{ orders: number }>(databases.orders, 'select count(*)::int as orders from orders');
  const none = await spoiled(databases, 'payments', 'delete from refunds; delete from attempts; delete from payments');
  const { violations, more } = await examine(none, { pageRows: 20 });
  expect(violations.filter(({ check }) => check === 'no_order_without_a_payment')).toHaveLength(100);
  expect(more).toBe((all?.orders ?? 0) - 100);
});

test('beside a running shop only what is still there when it is looked at again is a violation', async () => {
  const paid = `(select placement_id from payments where state = 'CAPTURED' and refunded_minor = 0 order by placement_id limit 2)`;
  const late = await spoiled(
    databases,
    'payments',
    `create table late as select * from payments where placement_id in ${paid}; delete from payments where placement_id in (select placement_id from late)`,
  );
  await run(late.inventory, 'update levels set on_hand = on_hand + 1');
  const mend = async (): Promise<void> => {
    await run(late.payments, 'insert into payments select * from late order by placement_id limit 1');
    await run(late.inventory, 'update levels set on_hand = on_hand - 1');
  };
  const seen = async (looking: Partial<Looking>): Promise<string[]> => (await examine(late, looking)).violations.map(({ check }) => check);
  const once = await seen({});
  expect(once.filter((check) => check === 'no_order_without_a_payment')).toHaveLength(2);
  expect(once).toContain('levels_match_ledger');

  let mended: Promise<void> | undefined;
  const persistent = await seen({ wait: () => (mended ??= mend()) });
  expect(persistent.filter((check) => check === 'no_order_without_a_payment')).toHaveLength(1);
  expect(persistent).not.toContain('levels_match_ledger');
});
