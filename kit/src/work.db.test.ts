import { describe, expect, it, onTestFinished } from 'vitest';
import { openParcels, type Parcels } from '../testing/parcels.ts';
import { uuidv7 } from './ids.ts';
import { silentLog } from './log.ts';
import { createWork, type Progress, type Work, type WorkOptions } from './work.ts';

const finished: Progress = { kind: 'finished' };
/** Longer than any test takes: what happens does not happen because a lease ran out. */
const leaseMs = 600_000;

/** A promise that the test keeps when it likes. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function worker({ store }: Parcels, drive: WorkOptions<string>['drive'], options: Partial<WorkOptions<string>> = {}): Work<string> {
  const work = createWork<string>({ store, drive, log: silentLog(), leaseMs, background: false, ...options });
  onTestFinished(() => work.stop());
  return work;
}

describe('work that must finish', () => {
  it('is taken over by another worker when its own has died', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    // Of a worker that is not there any more.
    await parcels.store.takeOne(uuidv7(), id, leaseMs);
    const work = worker(parcels, (one) => parcels.send(one).then(() => finished));
    await work.sweep();
    expect(await parcels.read(id)).toMatchObject({ sent: false });
    await parcels.makeDue(id);
    await work.sweep();
    expect(await parcels.read(id)).toMatchObject({ sent: true });
  });

  it('is found by the sweep at once when a worker starts, and driven again after a fault without anybody asking', async () => {
    const parcels = await openParcels({ firstMs: 1 });
    const id = await parcels.add();
    let attempts = 0;
    const sent = gate();
    const drive = async (one: string): Promise<Progress> => {
      attempts += 1;
      if (attempts < 3) throw new Error('nobody at home');
      await parcels.send(one);
      sent.open();
      return finished;
    };
    worker(parcels, drive, { background: true, sweepMs: 600_000 });
    await sent.opened;
    expect(await parcels.read(id)).toMatchObject({ sent: true, attempts: 2, error: 'nobody at home' });
  });

  it('that has nothing to do for a while gives its lease back until then', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const work = worker(parcels, () => Promise.resolve({ kind: 'wait', ms: 300_000 }));
    await work.sweep();
    const { owner, ms } = await parcels.read(id);
    expect(owner).toBeNull();
    expect(ms).toBeGreaterThan(200_000);
  });

  it('that is woken while it is driven is driven once more: what it has read may be older than the news', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const [begun, news] = [gate(), gate()];
    let drives = 0;
    const work = worker(parcels, async () => {
      drives += 1;
      begun.open();
      await news.opened;
      return { kind: 'wait', ms: 300_000 };
    });
    const swept = work.sweep();
    await begun.opened;
    await work.wake(id);
    news.open();
    await swept;
    expect(drives).toBe(2);
  });

  it('keeps its lease for as long as it is driven', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const [begun, over] = [gate(), gate()];
    const drive = async (): Promise<Progress> => {
      begun.open();
      await over.opened;
      return finished;
    };
    const work = worker(parcels, drive, { leaseMs: 300 });
    const swept = work.sweep();
    await begun.opened;
    await parcels.db.query({ text: `update parcels set lease_until = now() + interval '1 hour'` });
    await expect.poll(async () => (await parcels.read(id)).ms).toBeLessThanOrEqual(300);
    over.open();
    await swept;
  });

  it('is driven with what is known of it at its insert', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const told = gate();
    let known: string | undefined;
    const work = worker(parcels, async (_id, subject) => {
      known = subject;
      told.open();
      return finished;
    });
    await parcels.store.takeOne(work.worker, id, leaseMs);
    work.adopt(id, 'the address');
    await told.opened;
    expect(known).toBe('the address');
  });

  it('that is flagged is driven when a person wishes, and what is not flagged is left alone', async () => {
    const parcels = await openParcels({ patience: 1 });
    const [id, untouched] = [await parcels.add(), await parcels.add()];
    const drove: string[] = [];
    const home = gate();
    const sent = gate();
    let there = false;
    const work = worker(parcels, async (one) => {
      drove.push(one);
      if (!there) throw new Error('nobody at home');
      await home.opened;
      await parcels.send(one);
      sent.open();
      return finished;
    });
    await parcels.db.query({ text: `update parcels set lease_until = now() + interval '1 hour' where id = $1`, values: [untouched] });
    await work.sweep();
    expect(await parcels.read(id)).toMatchObject({ flagged: true, attempts: 1 });
    there = true;
    home.open();
    await work.retry(untouched);
    await work.retry(id);
    await sent.opened;
    expect(await parcels.read(id)).toMatchObject({ sent: true, flagged: false, attempts: 0 });
    expect(drove).toEqual([id, id]);
  });

  it('is taken at once however much is due', async () => {
    const parcels = await openParcels();
    const ids = await Promise.all(Array.from({ length: 150 }, () => parcels.add()));
    const driven = new Set<string>();
    const all = gate();
    const drive = async (one: string): Promise<Progress> => {
      if (driven.add(one).size === ids.length) all.open();
      await all.opened;
      return finished;
    };
    worker(parcels, drive, { background: true, sweepMs: 600_000 });
    await all.opened;
    expect([...driven].sort()).toEqual(ids.sort());
  });

  it('takes no more than it can drive at once', async () => {
    const parcels = await openParcels();
    for (let count = 0; count < 3; count += 1) await parcels.add();
    const over = gate();
    const work = worker(parcels, () => over.opened.then(() => finished), { capacity: 2 });
    const swept = work.sweep();
    await expect.poll(() => work.size()).toBe(2);
    await work.sweep();
    expect(work.size()).toBe(2);
    over.open();
    await swept;
  });

  it('is waited for by a worker that stops, which takes no more', async () => {
    const parcels = await openParcels();
    const id = await parcels.add();
    const [begun, over] = [gate(), gate()];
    const work = worker(parcels, async (one) => {
      begun.open();
      await over.opened;
      await parcels.send(one);
      return finished;
    });
    const swept = work.sweep();
    await begun.opened;
    const stopped = work.stop();
    over.open();
    await Promise.all([stopped, swept]);
    expect(await parcels.read(id)).toMatchObject({ sent: true });
    const late = await parcels.add();
    await work.sweep();
    await work.wake(late);
    expect(await parcels.read(late)).toMatchObject({ owner: null, sent: false });
  });
});
