import { beforeAll, describe, expect, it } from 'vitest';
import { saveLocation } from '#location/save-location';
import type { RecordedLine, Recording } from '#rules/recording';
import { clerk, openShop, type Shop } from '#testing/shop';
import { adjustStock } from '#writing/adjust-stock';
import { recordStock } from '#writing/record-stock';

let shop: Shop;
let keys = 0;
beforeAll(async () => {
  shop = await openShop();
});

const line = (sku: string, what: Partial<RecordedLine>): RecordedLine => ({
  sku,
  delta: null,
  counted: null,
  expectedOnHand: null,
  ...what,
});
const recording = (lines: RecordedLine[], more: Partial<Recording> = {}): Recording => ({
  idempotencyKey: `record-${(keys += 1)}`,
  locationId: 'main',
  reason: 'RECEIPT',
  lines,
  reference: null,
  note: null,
  ...more,
});
const record = (wanted: Recording) => recordStock(shop.db, wanted, clerk);
const ledger = (sku: string) =>
  shop.db.query({
    text: `select kind, delta, on_hand_after, reference, note, made_by_name from movements where sku = $1 order by id`,
    values: [sku],
  });

describe('recording stock', () => {
  it('begins the stock of SKUs that were never there, with a ledger that says who, why and what it was called', async () => {
    const delivery = recording([line('VASE', { delta: 12 }), line('BOWL', { counted: 3 }), line('EMPTY', { counted: 0 })], {
      reference: 'DN-77',
      note: 'left at the back door',
    });
    expect(await record(delivery)).toEqual({ kind: 'recorded', locationId: 'main', skus: ['VASE', 'BOWL', 'EMPTY'] });
    expect([await shop.shelves('VASE'), await shop.shelves('BOWL'), await shop.shelves('EMPTY')]).toEqual([['12/0'], ['3/0'], ['0/0']]);
    const said = { reference: 'DN-77', note: 'left at the back door', made_by_name: 'staff@example.com' };
    expect(await ledger('VASE')).toEqual([{ kind: 'RECEIPT', delta: 12, on_hand_after: 12, ...said }]);
    expect(await ledger('EMPTY')).toEqual([]);
  });

  it('takes a count for what lies there, whatever was booked, and books the difference', async () => {
    await shop.stock('CUP', [10]);
    await record(recording([line('CUP', { counted: 7, expectedOnHand: 10 })], { reason: 'COUNT' }));
    expect((await ledger('CUP')).at(-1)).toMatchObject({ kind: 'COUNT', delta: -3, on_hand_after: 7 });
    await record(recording([line('CUP', { counted: 7 })], { reason: 'COUNT' }));
    expect(await ledger('CUP')).toHaveLength(2);
  });

  it('books all lines or none: one that would go below what is reserved leaves the others and the key alone', async () => {
    await shop.stock('POT', [5]);
    await shop.order('POT', 4);
    const wanted = recording([line('LID', { delta: 5 }), line('POT', { counted: 3 })]);
    expect(await record(wanted)).toMatchObject({ kind: 'would-go-negative', skus: ['POT'] });
    expect(await shop.shelves('LID')).toEqual([]);
    expect(await record({ ...wanted, lines: [line('LID', { delta: 5 }), line('POT', { counted: 4 })] })).toMatchObject({
      kind: 'recorded',
    });
    expect([await shop.shelves('LID'), await shop.shelves('POT')]).toEqual([['5/0'], ['4/4']]);
  });

  it('tells somebody who counted on another number what lies there by now', async () => {
    await shop.stock('JUG', [5]);
    const wanted = recording([line('JUG', { counted: 9, expectedOnHand: 4 })]);
    expect(await record(wanted)).toMatchObject({ problem: { __typename: 'VersionConflict', currentVersion: 5 } });
    // The positive control: who expects nothing overwrites.
    expect(await record({ ...wanted, lines: [line('JUG', { counted: 9 })] })).toMatchObject({ kind: 'recorded' });
  });

  it('is done once for a key, also when sent many times at once, and refuses the key for anything else', async () => {
    const wanted = recording([line('SPOON', { delta: 2 }), line('FORK', { delta: 3 })]);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => record(wanted)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['recorded']));
    expect([await shop.shelves('SPOON'), await shop.shelves('FORK')]).toEqual([['2/0'], ['3/0']]);
    expect(await record({ ...wanted, note: 'another' })).toEqual({ kind: 'key-used' });
    expect(await record({ ...wanted, locationId: 'east' })).toEqual({ kind: 'key-used' });
    const adjustment = {
      sku: 'FORK',
      delta: 1,
      reason: 'COUNT',
      note: null,
      locationId: null,
      idempotencyKey: wanted.idempotencyKey,
    } as const;
    expect(await adjustStock(shop.db, adjustment, clerk)).toEqual({ kind: 'key-used' });
  });

  it('two first counts of a SKU at the same moment leave the later one, not their sum', async () => {
    await Promise.all([5, 7].map((counted) => record(recording([line('NEW', { counted })], { reason: 'COUNT' }))));
    expect([['5/0'], ['7/0']]).toContainEqual(await shop.shelves('NEW'));
  });

  it('names every wrong field at once', async () => {
    const wrong = recording([
      line('', { delta: 1 }),
      line('A', {}),
      line('A', { delta: 1, counted: 1 }),
      line('B', { delta: 0, expectedOnHand: -1 }),
      line('C', { counted: 100_000_001 }),
    ]);
    const outcome = await record({ ...wrong, idempotencyKey: '', reference: '' });
    expect(
      outcome.kind === 'refused' &&
        outcome.problem.__typename === 'InvalidInput' &&
        outcome.problem.fields.map(({ path }) => path.join('.')),
    ).toEqual([
      'idempotencyKey',
      'lines.0.sku',
      'lines.1',
      'lines.2.sku',
      'lines.2',
      'lines.3.delta',
      'lines.3.expectedOnHand',
      'lines.4.counted',
      'reference',
    ]);
    expect(await record(recording([]))).toMatchObject({ problem: { path: ['lines'] } });
    const many = Array.from({ length: 201 }, (_, index) => line(`MANY-${index}`, { delta: 1 }));
    expect(await record(recording(many))).toMatchObject({ problem: { path: ['lines'] } });
    expect(await record(recording(many.slice(1)))).toMatchObject({ kind: 'recorded' });
  });

  it('finds no location that is not there, and brings nothing to a closed one', async () => {
    expect(await record(recording([line('A', { delta: 1 })], { locationId: 'moon' }))).toMatchObject({
      problem: { __typename: 'NotFound' },
    });
    const shed = {
      id: null,
      expectedVersion: null,
      code: 'shed',
      name: 'Shed',
      priority: 9,
      active: false,
      offersPickup: false,
      address: null,
    };
    const saved = await saveLocation(shop.db, shed, clerk);
    const locationId = saved.kind === 'saved' ? saved.location.id : '';
    expect(await record(recording([line('A', { delta: 1 })], { locationId }))).toMatchObject({ problem: { path: ['locationId'] } });
  });

  it('leaves an entry for each SKU that moved, once', async () => {
    const wanted = recording([line('TRAY', { delta: 2 })]);
    await record(wanted);
    await record(wanted);
    const entries = (await shop.events('inventory.change_audited')).filter(({ entityId }) => entityId === 'TRAY');
    expect(entries).toMatchObject([
      { action: 'recordStock', actorId: 'staff-1', client: '192.0.2.1', changes: [{ field: 'onHand at main', before: '0', after: '2' }] },
    ]);
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
