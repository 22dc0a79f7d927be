import { randomUUID } from 'node:crypto';
import { BusUnavailable, type DomainEvent, type EventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { openEventBus } from '@cartograph/kit/process';
import { rooms } from '@cartograph/stack/rooms';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type NatsServer, natsProgram, startNats } from '../support/nats-server.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { openShopProcesses, type ShopProcesses } from '../support/shop-processes.ts';
import { until } from '../support/until.ts';
import { answerChallenge, buyWithChallenge } from './challenge.ts';

// .ci/run installs it. Elsewhere the lack of it is no fault of the shop.
describe.skipIf(natsProgram === undefined)('events over NATS JetStream', () => {
  let nats: NatsServer;
  beforeAll(async () => {
    nats = await startNats();
  });
  afterAll(() => nats?.close());

  const openBus = async (): Promise<EventBus> => {
    const bus = await openEventBus(nats.url, silentLog());
    onTestFinished(() => bus.close());
    return bus;
  };
  const event = (type: string, key: string): DomainEvent => {
    const occurredAt = new Date().toISOString();
    return { id: randomUUID(), type, version: 1, key, sequence: null, history: false, data: {}, occurredAt };
  };

  test('an event published twice is taken once, by one of the replicas of each consumer', async () => {
    const [publisher, one, two] = await Promise.all([openBus(), openBus(), openBus()]);
    const taken: string[] = [];
    const take = (name: string) => async (seen: DomainEvent) => void taken.push(`${name} ${seen.type} ${seen.key}`);
    for (const replica of [one, two]) await replica.subscribe('shop.on-a', ['test.a', 'test.b'], take('first'));
    await one.subscribe('shop.on-b', ['test.b'], take('second'));
    const twice = event('test.a', '1');
    for (const each of [twice, twice, event('test.b', '2'), event('test.c', '3')]) await publisher.publish(each);
    await until(
      () => Promise.resolve(taken.toSorted()),
      (found) => found.length >= 3,
    );
    expect(taken.toSorted()).toEqual(['first test.a 1', 'first test.b 2', 'second test.b 2']);
  });

  test('a consumer that has not taken an event holds all later ones back from being forgotten, until it has', async () => {
    const own = await startNats();
    onTestFinished(() => own.close());
    const [publisher, consumer] = await Promise.all([openEventBus(own.url, silentLog()), openEventBus(own.url, silentLog())]);
    onTestFinished(async () => void (await Promise.all([publisher.close(), consumer.close()])));
    let broken = false;
    const taken: string[] = [];
    await consumer.subscribe('shop.on-quick', ['test.held'], () => Promise.resolve());
    await consumer.subscribe('shop.on-held', ['test.held'], async ({ key }) => {
      if (broken) throw new Error('not now');
      taken.push(key);
    });
    await publisher.publish(event('test.held', 'early'));
    await until(
      () => Promise.resolve(taken),
      (keys) => keys.length === 1,
    );
    broken = true;
    const since = Date.now();
    await publisher.publish(event('test.held', 'late'));
    expect((await publisher.takenUntil()).getTime()).toBeLessThanOrEqual(since);
    broken = false;
    await until(
      async () => (await publisher.takenUntil()).getTime(),
      (time) => time > since,
    );
    expect(taken).toEqual(['early', 'late']);
  });

  test('an event that fails comes again, also after the server was killed in between', async () => {
    const [publisher, consumer] = await Promise.all([openBus(), openBus()]);
    const seen: string[] = [];
    let broken = true;
    await consumer.subscribe('shop.on-failing', ['test.failing'], async ({ key }) => {
      seen.push(key);
      if (broken) throw new Error('not now');
    });
    await publisher.publish(event('test.failing', 'early'));
    await until(
      () => Promise.resolve(seen.length),
      (count) => count > 0,
    );
    await nats.kill();
    await until(
      () =>
        publisher.publish(event('test.failing', 'lost')).then(
          () => 'stored',
          (error: unknown) => error,
        ),
      (outcome) => outcome instanceof BusUnavailable,
    );
    broken = false;
    seen.length = 0;
    await nats.start();
    await until(
      () =>
        publisher.publish(event('test.failing', 'late')).then(
          () => true,
          () => false,
        ),
      Boolean,
    );
    await until(
      () => Promise.resolve(seen),
      (keys) => keys.includes('early') && keys.includes('late'),
    );
  });

  test('a server that lost all that it had stored is told it again, and the consumers hear it and what is new', async () => {
    const [publisher, consumer] = await Promise.all([openBus(), openBus()]);
    const seen: string[] = [];
    await consumer.subscribe('shop.on-lost', ['test.lost'], async ({ key }) => void seen.push(key));
    const kept = event('test.lost', 'before');
    publisher.onLost?.(() => publisher.publish(kept));
    await publisher.publish(kept);
    await until(
      () => Promise.resolve(seen),
      (keys) => keys.length === 1,
    );
    await nats.kill();
    nats.forget();
    await nats.start();
    await until(
      () =>
        publisher.publish(event('test.lost', 'after')).then(
          () => true,
          () => false,
        ),
      Boolean,
      60_000,
    );
    await until(
      () => Promise.resolve(seen.slice(1)),
      (keys) => keys.includes('before') && keys.includes('after'),
      60_000,
    );
  });

  test('a server that lost all while nobody was there is told it again by whoever starts, and nothing counts as taken before', async () => {
    const first = await openEventBus(nats.url, silentLog());
    const kept = event('test.away', 'before');
    await first.publish(kept);
    const until1 = Date.now();
    await first.close();
    await nats.kill();
    nats.forget();
    await nats.start();
    const [publisher, consumer] = await Promise.all([openBus(), openBus()]);
    const seen: string[] = [];
    await consumer.subscribe('shop.on-away', ['test.away'], async ({ key }) => void seen.push(key));
    const toldOf = Promise.withResolvers<Date>();
    const mayTell = Promise.withResolvers<void>();
    publisher.onLost?.(async (before) => {
      toldOf.resolve(before);
      await mayTell.promise;
      await publisher.publish(kept);
    });
    expect((await toldOf.promise).getTime()).toBeGreaterThanOrEqual(until1);
    expect(await publisher.takenUntil()).toEqual(new Date(0));
    mayTell.resolve();
    await until(
      () => Promise.resolve(seen),
      (keys) => keys.length === 1,
      60_000,
    );
    await until(
      () => publisher.takenUntil(),
      (taken) => taken.getTime() > until1,
      60_000,
    );
  });

  test('a stream or a consumer that somebody deletes is made anew, and nothing that was told is lost', async () => {
    const [publisher, consumer] = await Promise.all([openBus(), openBus()]);
    const seen: string[] = [];
    await consumer.subscribe('shop.on-deleted', ['test.deleted'], async ({ key }) => void seen.push(key));
    const told: DomainEvent[] = [];
    const tell = async (key: string): Promise<void> => {
      const one = event('test.deleted', key);
      told.push(one);
      await until(
        () =>
          publisher.publish(one).then(
            () => true,
            () => false,
          ),
        Boolean,
        60_000,
      );
      await until(
        () => Promise.resolve(seen),
        (keys) => keys.includes(key),
        60_000,
      );
    };
    publisher.onLost?.(async () => {
      for (const one of told) await publisher.publish(one);
    });
    await tell('before');
    const connection = await connect({ servers: nats.url });
    onTestFinished(() => connection.close());
    const manager = await jetstreamManager(connection);
    await manager.consumers.delete('CARTOGRAPH', 'shop_on-deleted__test_deleted');
    await tell('after the consumer');
    await manager.streams.delete('CARTOGRAPH');
    await tell('after the stream');
    expect(seen.filter((key) => key === 'before').length).toBeGreaterThan(1);
  });

  describe('in a shop of one process a room', () => {
    let shop: ShopProcesses;
    beforeAll(async () => {
      shop = await openShopProcesses(nats.url);
    });
    afterAll(() => shop?.close());

    /** From the buyer's answer to their bank, told to payments, until orders has placed the order. */
    const msToPlace = async (idempotencyKey: string): Promise<number> => {
      const order = purchase(idempotencyKey, [{ sku: 'MUG', quantity: 1 }], { email: 'guest@example.com', token: 'tok_challenge' });
      const page = await buyWithChallenge(shop.url, order);
      const since = Date.now();
      await answerChallenge(page, 'accept');
      await until(() => isPlaced(order.idempotencyKey), Boolean);
      return Date.now() - since;
    };
    /** Read where it is written, since asking orders again would drive it on. */
    const isPlaced = async (key: string): Promise<boolean> => {
      const rows = await shop.readRows(
        'orders',
        `select from placements where idempotency_key = $1 and state in ('confirmed', 'completed')`,
        [key],
      );
      return rows.length === 1;
    };
    /** When payments told the first, or the last, of its events that it has told. */
    const toldAt = async (which: 'min' | 'max'): Promise<number> => {
      const rows = await shop.readRows<{ at: number | null }>(
        'payments',
        `select extract(epoch from ${which}(published_at))::float8 as at from outbox`,
      );
      return rows[0]?.at ?? 0;
    };
    const unpublished = async (): Promise<number> => {
      const counts = await Promise.all(
        rooms.map((room) => shop.readRows<{ count: number }>(room, 'select count(*)::int as count from outbox where published_at is null')),
      );
      return counts.flat().reduce((sum, { count }) => sum + count, 0);
    };

    test('what happens in payments drives the order on at once', async () => {
      // Without the event orders would ask by itself, 5 s after it heard of the bank: each of these would take as long.
      const taken: number[] = [];
      for (const key of ['a', 'b', 'c']) taken.push(await msToPlace(`nats ${key}`));
      console.log(`placed ${taken.join(', ')} ms after the buyer's answer`);
      expect(taken.toSorted((one, other) => one - other)[1]).toBeLessThan(4_000);
    });

    test('a NATS that comes back without its storage is filled again, and orders hears of payments as before', async () => {
      await nats.kill();
      const told = await toldAt('max');
      expect(told).toBeGreaterThan(0);
      nats.forget();
      await nats.start();
      // Told again by every room that has told something, and new events after it.
      await until(
        () => toldAt('min'),
        (first) => first > told,
        60_000,
      );
      await until(unpublished, (count) => count === 0, 60_000);
      await msToPlace('nats forgot, so the first may wait');
      const taken: number[] = [];
      for (const key of ['a', 'b', 'c']) taken.push(await msToPlace(`nats forgot ${key}`));
      console.log(`placed ${taken.join(', ')} ms after the buyer's answer`);
      expect(Math.min(...taken)).toBeLessThan(4_000);
    });

    test('orders are placed while NATS is gone, and events are told when it is back', async () => {
      await nats.kill();
      const order = purchase('nats gone', [{ sku: 'TEA', quantity: 1 }], { email: 'guest@example.com' });
      expect(await placeOrder(shop.url, order)).toMatchObject({ kind: 'OrderPlaced' });
      expect(await unpublished()).toBeGreaterThan(0);
      await nats.start();
      await until(unpublished, (count) => count === 0);
      await until(
        () => shop.violations(),
        (found) => found.length === 0,
      );
      const codes = Object.values(await shop.stop());
      expect(codes).toEqual(codes.map(() => '0'));
    });
  });
});
