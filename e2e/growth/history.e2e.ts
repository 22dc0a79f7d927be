import { type Database, openDatabase } from '@cartograph/kit/db';
import { createLocalEventBus, type DomainEvent, type EventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { startOutboxRelay, takeOnce } from '@cartograph/kit/outbox';
import { subscribe } from '@cartograph/kit/read-event';
import { tellHistory } from '@cartograph/kit/tell-history';
import { claimDataFolder } from '@cartograph/stack/data-folder';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { openDatabases } from '@cartograph/stack/open-databases';
import { silentProgress } from '@cartograph/stack/progress';
import { type EachRoom, type RoomName, registry } from '@cartograph/stack/rooms';
import { startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { untilFinished } from '../crash/unfinished.ts';
import { askFor } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { cancelOrder, placeOrder, purchase } from '../support/place-order.ts';
import { type Watched, watchCommand } from '../support/watch-command.ts';
import { forget, nothing } from './forget.ts';

const you = { email: 'you@example.com' };
const mug = [{ sku: 'MUG-CLASSIC', quantity: 1 }];
const dataDir = makeDataFolder();
let databases: EachRoom<string>;
const typed: Record<string, Watched> = {};
const type = async (...words: string[]): Promise<void> => {
  typed[words.join(' ')] = await watchCommand('events', dataDir, ...words);
};
const ends: (() => unknown)[] = [() => removeDataFolder(dataDir)];

/** A shop that sold, refused, and took back; then its databases alone, so that what hears its rooms is ours. */
beforeAll(async () => {
  await prepareFolder(dataDir, 'demo');
  const shop = await startStack({ dataDir, seed: 'demo', purpose: 'a test' });
  const bought = await placeOrder(shop.url, purchase('kept', mug, you));
  const back = await placeOrder(shop.url, purchase('given back', mug, you));
  await placeOrder(shop.url, purchase('declined', mug, { ...you, token: 'tok_declined' }));
  const join = 'mutation Join($input: SignUpInput!) { signUp(input: $input) { __typename } }';
  for (const name of ['Ann', 'Ben', 'Cleo', 'Dan'])
    await askFor(shop.url, join, { input: { email: `${name}@example.com`, password: `${name} buys a mug or two`, name } });
  if (bought?.kind !== 'OrderPlaced' || back?.kind !== 'OrderPlaced') throw new Error(JSON.stringify([bought, back]));
  await untilFinished(shop.databases.orders);
  await cancelOrder(shop.url, { orderId: back.id, idempotencyKey: 'back', accessToken: back.accessToken });
  await untilFinished(shop.databases.orders);
  for (const words of ['history orders', 'history inventory', 'lag', 'parked payments', 'history cellar']) await type(...words.split(' '));
  await shop.stop();
  await type('history', 'payments');
  const folder = claimDataFolder(dataDir, 'a test');
  ends.unshift(() => folder.release());
  const opened = await openDatabases(dataDir, undefined, (...step) => silentProgress.step(...step));
  ends.unshift(() => opened.stop());
  databases = opened.databases;
});
afterAll(async () => {
  for (const end of ends) await end();
});

describe.each(['orders', 'payments', 'products', 'customers'] as const)('what %s told', (room) => {
  const heard: DomainEvent[] = [];
  const taken: Record<string, string[]> = {};
  let [db, bus]: [Database | undefined, EventBus | undefined] = [undefined, undefined];
  let stop = (): Promise<void> => Promise.resolve();

  beforeAll(() => {
    const [ours, local] = [openDatabase({ url: databases[room], log: silentLog(), max: 4 }), createLocalEventBus()];
    [db, bus] = [ours, local];
    const relay = startOutboxRelay(ours, local, silentLog(), 20);
    stop = async () => {
      await relay.stop();
      await ours.close();
    };
    return all(room).then((types) => local.subscribe('a listener', types, async (event) => void heard.push(event)));
  });
  afterAll(() => stop());
  beforeEach(() => void heard.splice(0));

  const all = async (of: RoomName): Promise<string[]> => Object.keys(await registry[of].history());
  const tell = async () => {
    if (!db) throw new Error('no database');
    return tellHistory(db, await registry[room].history(), () => undefined, { limit: 50 });
  };
  /** Twice: one of two replicas may look at the archive before the other has filled it. */
  const forgetAll = async (): Promise<void> => {
    await db?.query({ name: 'old', text: `update outbox set published_at = now() - interval '1 day'` });
    for (let round = 0; round < 2; round += 1) {
      await db?.query({ name: 'turns', text: 'delete from retention_turns' });
      await forget(databases, nothing);
    }
  };
  /** A consumer as rooms have them, of every event that has a history; `once: false`: it forgets to look into its inbox. */
  const consumer = async (name: string, { history = true, once = true } = {}): Promise<string[]> => {
    const effects: string[] = [];
    taken[name] = effects;
    for (const event of await all(room))
      await subscribe(bus ?? createLocalEventBus(), { consumer: name, event, version: 1, reads: [], history }, async ({ id }) => {
        const first = await db?.transaction((tx) => takeOnce(tx, name, id));
        if (first || !once) effects.push(id);
      });
    return effects;
  };

  test('is told again from its own tables as it was told: same ids, numbers, times and words, to each consumer once', async () => {
    const full = await consumer('insights.on-told');
    const before = await tell();
    const originals = [...heard];
    expect(before).toMatchObject({ gone: 0, parked: 0 });
    expect(originals.length).toBeGreaterThan(3);
    expect(new Set(full)).toEqual(new Set(originals.map(({ id }) => id)));
    expect(full).toHaveLength(originals.length);

    await forgetAll();
    const [kept] = (await db?.query<{ rows: number }>({
      name: 'kept',
      text: 'select ((select count(*) from outbox) + (select count(*) from outbox_archive))::int as rows',
    })) ?? [{ rows: -1 }];
    expect(kept?.rows).toBe(0);

    heard.splice(0);
    const [empty, careless, news] = [
      await consumer('reviews.on-told'),
      await consumer('reviews.on-careless', { once: false }),
      await consumer('reviews.on-news', { history: false }),
    ];
    expect(await tell()).toEqual({ told: originals.length, gone: 0, parked: 0 });
    expect(heard).toEqual(originals.map((event) => ({ ...event, history: true })));
    expect(heard.map(({ id }) => id)).toEqual(heard.map(({ id }) => id).toSorted());
    expect(empty).toEqual(heard.map(({ id }) => id));
    expect(full).toHaveLength(originals.length);

    await tell();
    expect(empty).toHaveLength(originals.length);
    expect(full).toHaveLength(originals.length);
    expect(news).toEqual([]);
    // The control: who does not look into an inbox has everything twice.
    expect(careless).toHaveLength(2 * originals.length);
  });

  test('leaves the outbox again without a trace, and the doctor finds nothing in between or after', async () => {
    expect((await examinePersistent(databases, false)).violations).toEqual([]);
    await forgetAll();
    expect(await db?.query({ name: 'archived', text: 'select id from outbox union all select id from outbox_archive' })).toEqual([]);
    expect((await examinePersistent(databases, false)).violations).toEqual([]);
  });
});

test('a command tells it beside a running shop, says how much, and refuses in a sentence what it cannot do', () => {
  const said = (words: string): unknown[] => [typed[words]?.exitCode, typed[words]?.output.trim()];
  expect(said('history orders')).toEqual([0, expect.stringMatching(/^orders: \d{3} events told again as history$/)]);
  expect(said('history inventory')).toEqual([1, expect.stringContaining('inventory: this room has no history')]);
  expect(said('lag')).toEqual([0, expect.stringMatching(/^products +0 waiting, 0 parked\n(.*\n){3}orders +0 waiting, 0 parked\npayments/)]);
  expect(said('parked payments')).toEqual([0, 'payments   0 parked']);
  expect(said('history cellar')).toEqual([1, expect.stringContaining('cellar: there is no such room, only products,')]);
  expect(said('history payments')).toEqual([1, expect.stringContaining('no shop runs on this data, so nobody would hear it')]);
});

test('whoever tells history while nobody publishes is told so, and what was written goes out later', async () => {
  const db = openDatabase({ url: databases.orders, log: silentLog(), max: 2 });
  const history = await registry.orders.history();
  try {
    await expect(tellHistory(db, history, () => undefined, { limit: 5, patienceMs: 200 })).rejects.toThrow('were not published for 0 s');
    const count = async (): Promise<number> =>
      (await db.query<{ n: number }>({ name: 'n', text: 'select count(*)::int as n from outbox where published_at is null' }))[0]?.n ?? -1;
    // Two portions, whatever the room has told: news never waits behind more.
    expect(await count()).toBe(10);
    const relay = startOutboxRelay(db, createLocalEventBus(), silentLog());
    await relay.flush();
    await relay.stop();
    expect(await count()).toBe(0);
  } finally {
    await db.close();
  }
});
