import { randomUUID } from 'node:crypto';
import { BusUnavailable, type DomainEvent, type EventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { openEventBus } from '@cartograph/kit/process';
import { rooms } from '@cartograph/stack/rooms';
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
