import { openDatabase } from '@cartograph/kit/db';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7FromName } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { type ReadEvent, subscribe } from '@cartograph/kit/read-event';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forEachRoom, registry } from '../rooms.ts';
import { startRooms } from '../start-rooms.ts';
import { seedDemo } from './seed-demo.ts';

const databases = await forEachRoom((room) => freshDatabaseUrl(room));
const db = openDatabase({ url: databases.orders, log: silentLog() });
afterAll(() => db.close());

beforeAll(async () => {
  const options = { databases, callerSecret: 'a secret of tests', publicUrl: 'http://shop', eventBus: 'postgres', logLevel: 'silent' };
  const { rooms, stop } = await startRooms({ ...options, background: false });
  const now = new Date();
  // A seed that was cut short is repeated, and says nothing twice.
  for (let times = 0; times < 2; times += 1) await seedDemo(rooms, now);
  await stop();
}, 120_000);

interface Told extends Record<string, unknown> {
  id: string;
  type: string;
  version: number;
  key: string;
  sequence: number;
  history: boolean;
  occurred_at: Date;
  data: Record<string, unknown>;
}

interface PastOrder extends Record<string, unknown> {
  id: string;
  number: string;
  placed_at: Date;
  status: string;
}

test('each past order is told once as history of its day, under an id that is the same at every attempt', async () => {
  const told = await db.query<Told>({ text: 'select * from outbox order by key, sequence' });
  const orders = await db.query<PastOrder>({ text: 'select id, number, placed_at, status from orders order by id::text' });
  expect(orders).toHaveLength(277);
  expect(undeclared(await registry.orders.events(), told)).toEqual([]);
  const placed = told.filter(({ type }) => type === 'orders.order_placed');
  expect(placed.map(({ key, data, sequence, history, occurred_at }) => [key, data['number'], sequence, history, occurred_at])).toEqual(
    orders.map(({ id, number, placed_at }) => [id, number, 1, true, placed_at]),
  );
  expect(placed.map(({ id }) => id)).toEqual(
    placed.map(({ key, type, occurred_at }) => uuidv7FromName(`${type} ${key}`, occurred_at.getTime())),
  );
  const cancelled = orders.filter(({ status }) => status === 'CANCELLED').map(({ id }) => [id, 2, true]);
  expect(cancelled.length).toBeGreaterThan(5);
  expect(
    told.filter(({ type }) => type === 'orders.order_cancelled').map(({ key, sequence, history }) => [key, sequence, history]),
  ).toEqual(cancelled);
});

test('a room that joins later builds from it, and who wants only news is told nothing', async () => {
  const bus = createLocalEventBus();
  const relay = startOutboxRelay(db, bus, silentLog(), 1_000_000);
  await relay.flush();
  expect(await db.query({ text: 'select from outbox where published_at is null' })).toEqual([]);
  const seen: Record<string, number> = { builds: 0, news: 0 };
  const take = (name: string) => async (_event: ReadEvent<unknown>) => void (seen[name] = (seen[name] ?? 0) + 1);
  const stated = { event: 'orders.order_placed', version: 1, reads: ['orderId', 'lines[].sku'] };
  await subscribe(bus, { ...stated, consumer: 'shop.on-order-placed', history: true }, take('builds'));
  await subscribe(bus, { ...stated, consumer: 'shop.on-news' }, take('news'));
  // As docs/events.md says it is done.
  await db.query({ text: `update outbox set published_at = null where type = 'orders.order_placed'` });
  await relay.flush();
  expect(seen).toEqual({ builds: 277, news: 0 });
  await relay.stop();
});
