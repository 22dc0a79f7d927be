import { describe, expect, it } from 'vitest';
import { openParcels, type Parcels } from '../testing/parcels.ts';
import { uuidv7 } from './ids.ts';

const [one, other] = [uuidv7(), uuidv7()];
/** Longer than any test takes. */
const leaseMs = 600_000;

async function failTimes({ store, read }: Parcels, id: string, times: number): Promise<number> {
  let delay = 0;
  for (let time = 0; time < times; time += 1) {
    // Due or not: only who holds the lease fails.
    if ((await read(id)).owner === null) await store.takeOne(one, id, leaseMs);
    delay = await store.fail(one, id, 'nobody at home');
  }
  return delay;
}

describe('a lease', () => {
  it('is given to one worker of two, and to the other when it has run out', async () => {
    const { store, add, makeDue } = await openParcels();
    const id = await add();
    expect(await Promise.all([store.take(one, 10, leaseMs), store.take(other, 10, leaseMs)])).toContainEqual([id]);
    expect([...(await store.take(one, 10, leaseMs)), ...(await store.take(other, 10, leaseMs))]).toEqual([]);
    await makeDue(id);
    expect(await store.take(other, 10, leaseMs)).toEqual([id]);
  });

  it('is given for what is oldest first, as many as are asked for, and for nothing that is finished', async () => {
    const { store, add, send } = await openParcels();
    const [first, second, third] = [await add(), await add(), await add()];
    await send(second);
    expect(await store.take(one, 1, leaseMs)).toEqual([first]);
    expect(await store.take(one, 5, leaseMs)).toEqual([third]);
    expect(await store.takeOne(one, second, leaseMs)).toBe(false);
  });

  it('of one subject is given when nobody holds it, due or not', async () => {
    const { store, add } = await openParcels();
    const id = await add();
    expect(await store.takeOne(one, id, leaseMs)).toBe(true);
    expect(await store.takeOne(other, id, leaseMs)).toBe(false);
    await store.giveBack(one, id, leaseMs);
    expect(await store.take(other, 1, leaseMs)).toEqual([]);
    expect(await store.takeOne(other, id, leaseMs)).toBe(true);
  });

  it('is lengthened and given back by who holds it only', async () => {
    const { store, add, read } = await openParcels();
    const id = await add();
    await store.takeOne(one, id, 1_000);
    await store.renew(other, [id], leaseMs);
    await store.giveBack(other, id, leaseMs);
    await store.fail(other, id, 'not mine');
    expect(await read(id)).toMatchObject({ owner: one, attempts: 0, error: null });
    expect((await read(id)).ms).toBeLessThanOrEqual(1_000);
    await store.renew(one, [id], leaseMs);
    expect((await read(id)).ms).toBeGreaterThan(1_000);
  });
});

describe('an attempt that failed', () => {
  it('is counted, and the next one comes later and later, up to a limit', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) delays.push(await failTimes(parcels, id, 1));
    expect(delays).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
    expect(await parcels.read(id)).toMatchObject({ owner: null, attempts: 7, error: 'nobody at home', flagged: false });
  });

  it('for the fortieth time flags the subject, which is driven seldom from then on', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    expect(await failTimes(parcels, id, 39)).toBe(2_000);
    expect(await parcels.read(id)).toMatchObject({ flagged: false });
    expect(await failTimes(parcels, id, 1)).toBe(30_000);
    expect(await parcels.read(id)).toMatchObject({ flagged: true, attempts: 40 });
    expect(await failTimes(parcels, id, 1)).toBe(30_000);
  });

  it('has the patience and the delays of its kind of work', async () => {
    const parcels = await openParcels({ patience: 3, firstMs: 1_000, slowestMs: 60_000, flaggedMs: 3_600_000 });
    const id = await parcels.add();
    expect([await failTimes(parcels, id, 1), await failTimes(parcels, id, 1), await failTimes(parcels, id, 1)]).toEqual([
      1_000, 2_000, 3_600_000,
    ]);
  });
});

describe('a flag', () => {
  it('is taken away by a person: due now, attempts and reason forgotten', async () => {
    const { store, add, read, db } = await openParcels();
    const id = await add();
    expect(await store.unflag(id)).toBe(false);
    await db.query({
      text: `update parcels set needs_attention = true, attempts = 40, reason = 'refused', lease_until = now() + interval '1 hour'`,
    });
    expect(await store.unflag(id)).toBe(true);
    expect(await read(id)).toMatchObject({ flagged: false, attempts: 0, reason: null });
    expect((await read(id)).ms).toBeLessThanOrEqual(0);
  });

  it('of what has ended meanwhile is left as it is', async () => {
    const { store, add, send, db } = await openParcels();
    const id = await add();
    await db.query({ text: 'update parcels set needs_attention = true' });
    await send(id);
    expect(await store.unflag(id)).toBe(false);
  });
});
