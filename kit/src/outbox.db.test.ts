import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { Database } from './db.ts';
import { BusUnavailable, createLocalEventBus, type DomainEvent, type EventBus } from './event.ts';
import { silentLog } from './log.ts';
import { startOutboxRelay, writeEvents } from './outbox.ts';

const event = (key: string) => ({ type: 'pricing.tested', version: 1, key, sequence: null, data: {} });

const never = 1_000_000;

/** A bus that is told each event by itself, as a broker is. */
function oneByOne(): EventBus {
  const bus = createLocalEventBus();
  delete bus.publishAll;
  return bus;
}

async function openOutbox(publish: (event: DomainEvent) => Promise<void>) {
  const db: Database = await freshDatabase('pricing', true);
  const bus: EventBus = { ...oneByOne(), publish };
  const relay = startOutboxRelay(db, bus, silentLog(), never);
  const states = () =>
    db.query({
      text: 'select key, attempts, parked_at is not null as parked, published_at is not null as published from outbox order by id',
    });
  return { db, relay, states };
}

describe('the outbox', () => {
  it('keeps every event of an hour without a broker, and counts nothing against them', async () => {
    let gone = true;
    let asked = 0;
    const published: string[] = [];
    const { db, relay, states } = await openOutbox(async ({ key }) => {
      asked += 1;
      if (gone) throw new BusUnavailable('gone');
      published.push(key);
    });
    await writeEvents(db, [event('a'), event('b'), event('c')]);
    for (let round = 0; round < 20; round += 1) await relay.flush();
    expect(asked).toBe(20);
    expect((await states()).every(({ attempts, parked, published: sent }) => attempts === 0 && !parked && !sent)).toBe(true);
    gone = false;
    await relay.flush();
    expect(published).toEqual(['a', 'b', 'c']);
    await relay.stop();
  });

  it('sets a poisoned event aside after 10 attempts, and the others pass it', async () => {
    const { db, relay, states } = await openOutbox(({ key }) => (key === 'bad' ? Promise.reject(new Error('poison')) : Promise.resolve()));
    await writeEvents(db, [event('bad'), event('good')]);
    for (let round = 0; round < 12; round += 1) await relay.flush();
    expect(await states()).toEqual([
      { key: 'bad', attempts: 10, parked: true, published: false },
      { key: 'good', attempts: 0, parked: false, published: true },
    ]);
    await relay.stop();
  });

  it('tells again what a broker whose store is younger cannot have, however old it is, and nothing that it has', async () => {
    const told: string[] = [];
    const losses: ((before: Date) => Promise<void>)[] = [];
    const db = await freshDatabase('pricing', true);
    const bus: EventBus = {
      ...oneByOne(),
      publish: async ({ key }) => void told.push(key),
      onLost: (again) => losses.push(again),
    };
    const relay = startOutboxRelay(db, bus, silentLog(), never);
    await writeEvents(db, [event('days ago'), event('now')]);
    await relay.flush();
    await db.query({ text: `update outbox set published_at = now() - interval '3 days' where key = 'days ago'` });
    const begins = async (minutesAgo: number): Promise<string[]> => {
      told.length = 0;
      for (const again of losses) await again(new Date(Date.now() - minutesAgo * 60_000));
      await relay.flush();
      return [...told];
    };
    expect(await begins(5 * 24 * 60)).toEqual([]);
    expect(await begins(60)).toEqual(['days ago']);
    expect(await begins(60)).toEqual([]);
    expect(await begins(-1)).toEqual(['days ago', 'now']);
    await relay.stop();
  });

  it('tells again what it was just telling when the broker lost its store, and had not noted yet', async () => {
    const told: string[] = [];
    let again: ((before: Date) => Promise<void>) | undefined;
    let telling: Promise<void> | undefined;
    const db = await freshDatabase('pricing', true);
    const bus: EventBus = {
      ...oneByOne(),
      publish: async ({ key }) => {
        if (key === 'second' && !telling) {
          // The first is told and lost; for this one the broker is away.
          telling = again?.(new Date());
          await Promise.race([telling, sleep(500)]);
          throw new BusUnavailable('gone');
        }
        told.push(key);
      },
      onLost: (publishAgain) => {
        again = publishAgain;
      },
    };
    const relay = startOutboxRelay(db, bus, silentLog(), never);
    await writeEvents(db, [event('first'), event('second')]);
    await relay.flush();
    await telling;
    await relay.flush();
    expect(told.toSorted()).toEqual(['first', 'first', 'second']);
    await relay.stop();
  });

  it('tells all of a large outbox again, page by page', async () => {
    const losses: ((before: Date) => Promise<void>)[] = [];
    const db = await freshDatabase('pricing', true);
    let told = 0;
    const bus: EventBus = { ...oneByOne(), publish: async () => void (told += 1), onLost: (again) => losses.push(again) };
    const relay = startOutboxRelay(db, bus, silentLog(), never);
    await writeEvents(
      db,
      Array.from({ length: 2_100 }, (_, index) => event(`${index}`)),
    );
    await relay.flush();
    for (const again of losses) await again(new Date());
    await relay.flush();
    expect(told).toBe(4_200);
    await relay.stop();
  });
});
