import { beforeAll, describe, expect, it } from 'vitest';
import { type SaveLocationCommand, saveLocation } from '#location/save-location';
import { clerk, openShop, type Shop } from '#testing/shop';
import { recordStock } from '#writing/record-stock';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const wanted = (more: Partial<SaveLocationCommand> = {}): SaveLocationCommand => ({
  id: null,
  expectedVersion: null,
  code: 'harbour',
  name: 'Harbour',
  priority: 3,
  active: true,
  offersPickup: true,
  address: null,
  ...more,
});
const save = (more?: Partial<SaveLocationCommand>) => saveLocation(shop.db, wanted(more), clerk);
const opened = async (code: string) => {
  const outcome = await save({ code });
  if (outcome.kind !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome.location;
};

describe('a location', () => {
  it('is opened once: its code is taken, whatever its case', async () => {
    const outcome = await save({
      address: { line1: 'Pier 9', city: 'San Francisco', region: 'California', postalCode: '94111', country: 'us' },
    });
    expect(outcome).toMatchObject({ kind: 'saved', location: { version: 1, address: { region: 'CA', country: 'US', line2: null } } });
    const id = outcome.kind === 'saved' ? outcome.location.id : '';
    expect(await save({ code: 'HARBOUR' })).toMatchObject({ problem: { __typename: 'AlreadyExists', path: ['code'], existingId: id } });
    expect(await save({ code: 'main' })).toMatchObject({ problem: { __typename: 'AlreadyExists', existingId: 'main' } });
  });

  it('is replaced by whoever read it last; the other is told of the version, and nothing is lost', async () => {
    const { id } = await opened('yard');
    const renamed = { id, code: 'yard', name: 'Yard', expectedVersion: 1 };
    const two = await Promise.all([save(renamed), save({ ...renamed, name: 'Back yard' })]);
    expect(two.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
    expect(two.find(({ kind }) => kind === 'refused')).toMatchObject({ problem: { __typename: 'VersionConflict', currentVersion: 2 } });
  });

  it('said again is the same, with no version and no entry more', async () => {
    const { id } = await opened('loft');
    const renamed = { id, code: 'loft', name: 'Loft', expectedVersion: 1 };
    expect(await save(renamed)).toMatchObject({ location: { version: 2 } });
    expect(await save(renamed)).toMatchObject({ location: { version: 2 } });
    const entries = (await shop.events('inventory.change_audited')).filter(({ entityId }) => entityId === id);
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ action: 'saveLocation', changes: [{ field: 'name', before: 'Harbour', after: 'Loft' }] });
  });

  it('closes only when nothing lies there', async () => {
    const { id } = await opened('cellar');
    const book = (delta: number, idempotencyKey: string) =>
      recordStock(
        shop.db,
        {
          idempotencyKey,
          locationId: id,
          reason: 'RECEIPT',
          reference: null,
          note: null,
          lines: [{ sku: 'WINE', delta, counted: null, expectedOnHand: null }],
        },
        clerk,
      );
    await book(6, 'wine comes');
    const close = { id, code: 'cellar', active: false, expectedVersion: 1 };
    expect(await save(close)).toMatchObject({ problem: { __typename: 'StillInUse', uses: 1 } });
    await book(-6, 'wine goes');
    expect(await save(close)).toMatchObject({ location: { active: false, version: 2 } });
    expect(await book(1, 'wine comes late')).toMatchObject({ problem: { path: ['locationId'] } });
  });

  it('never closes under goods that come at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await opened(`door-${round}`);
      const line = { sku: 'CRATE', delta: 1, counted: null, expectedOnHand: null };
      const goods = {
        idempotencyKey: `crate ${round}`,
        locationId: id,
        reason: 'RECEIPT',
        reference: null,
        note: null,
        lines: [line],
      } as const;
      const [closed, booked] = await Promise.all([
        save({ id, code: `door-${round}`, active: false, expectedVersion: 1 }),
        recordStock(shop.db, goods, clerk),
      ]);
      expect([closed.kind === 'saved', booked.kind === 'recorded'].filter(Boolean)).toHaveLength(1);
    }
  });

  it('names every wrong field at once, its address included', async () => {
    const outcome = await save({ id: 'main', code: 'a b', name: ' ', priority: -1, address: { line1: '', city: 'X', country: 'XX' } });
    const problem = outcome.kind === 'refused' && outcome.problem.__typename === 'InvalidInput' ? outcome.problem : undefined;
    expect(problem?.fields.map(({ path }) => path.join('.'))).toEqual([
      'expectedVersion',
      'code',
      'name',
      'priority',
      'address.line1',
      'address.country',
    ]);
  });

  it('that nobody knows is not found', async () => {
    expect(await save({ id: 'moon', expectedVersion: 1, code: 'moon' })).toMatchObject({ problem: { __typename: 'NotFound' } });
    expect(await save({ id: '\0', expectedVersion: 1, code: 'moon' })).toMatchObject({ problem: { __typename: 'NotFound' } });
  });

  it('is one of 200 at most', async () => {
    const values = [200];
    await shop.db.query({
      text: `insert into locations (id, code, name, priority) select 'n' || n, 'n' || n, 'N', n from generate_series(1, $1::int - (select count(*)::int from locations)) n`,
      values,
    });
    expect(await save({ code: 'one-more' })).toMatchObject({ problem: { __typename: 'InvalidInput' } });
    await shop.db.query({ text: `delete from locations where id = 'n1'` });
    expect(await save({ code: 'one-more' })).toMatchObject({ kind: 'saved' });
  });
});
