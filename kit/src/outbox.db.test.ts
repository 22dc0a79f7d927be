import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { Database } from './db.ts';
import { BusUnavailable, createLocalEventBus, type DomainEvent, type EventBus } from './event.ts';
import { silentLog } from './log.ts';
import { startOutboxRelay, writeEvents } from './outbox.ts';

const event = (key: string) => ({ type: 'pricing.tested', version: 1, key, sequence: null, data: {} });

const never = 1_000_000;

async function openOutbox(publish: (event: DomainEvent) => Promise<void>) {
  const db: Database = await freshDatabase('pricing', true);
  const bus: EventBus = { ...createLocalEventBus(), publish };
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
});
