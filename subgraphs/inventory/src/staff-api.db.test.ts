import type { Caller } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import type { Room } from '@cartograph/kit/room';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commands, start } from './server.ts';

let room: Room<Commands>;
let open: Room<Commands>;
const staff: Caller = { kind: 'customer', customerId: 'grace', email: 'grace@example.com', roles: ['customer', 'staff'] };
const exchange: Caller = { kind: 'room', room: 'exchange' };

beforeAll(async () => {
  const databaseUrl = await freshDatabaseUrl('inventory');
  const remotes = { placementDecisions: () => Promise.resolve([]) };
  const options = { databaseUrl, remotes, bus: createLocalEventBus(), log: silentLog(), background: false };
  room = await start(options);
  open = await start({ ...options, shownAtMost: 100 });
});
afterAll(async () => {
  await room.stop();
  await open.stop();
});

type Answer = Record<string, Record<string, unknown>>;
const ask = async (query: string, variables: Record<string, unknown> = {}, caller: Caller = staff, asked = room): Promise<Answer> => {
  const { data, errors } = await asked.execute({ query, variables }, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Answer;
};
const write = async (field: string, type: string, input: Record<string, unknown>, fields: string): Promise<Record<string, unknown>> => {
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${fields} ... on InvalidInput { fields { path message } } ... on Problem { code } } }`;
  return (await ask(query, { input }))[field] ?? {};
};
const place = async (code: string, priority: number): Promise<string> => {
  const input = {
    code,
    name: code,
    priority,
    active: true,
    offersPickup: false,
    address: { line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' },
  };
  const { location } = await write(
    'saveLocation',
    'SaveLocationInput',
    input,
    '... on LocationSaved { location { id version address { country } } }',
  );
  expect(location).toMatchObject({ version: 1, address: { country: 'DE' } });
  return String((location as { id: string }).id);
};

describe('from an empty house, through the API alone', () => {
  const places = { harbour: '', attic: '' };

  it('staff open locations, take a delivery, and see it in levels and ledger', async () => {
    Object.assign(places, { harbour: await place('harbour', 1), attic: await place('attic', 2) });
    const delivery = {
      idempotencyKey: 'DN-1',
      locationId: places.harbour,
      reason: 'RECEIPT',
      reference: 'DN-1',
      lines: [{ sku: 'LAMP', delta: 60 }],
    };
    const fields =
      '... on StockRecorded { levels { id sku variant { sku } location { code } onHand reserved available inTransit updatedAt } }';
    const level = {
      id: `${places.harbour}:LAMP`,
      sku: 'LAMP',
      variant: { sku: 'LAMP' },
      location: { code: 'harbour' },
      onHand: 60,
      available: 60,
      inTransit: 0,
    };
    for (let turn = 0; turn < 2; turn += 1)
      expect(await write('recordStock', 'RecordStockInput', delivery, fields)).toMatchObject({
        __typename: 'StockRecorded',
        levels: [level],
      });
    const { stockMovements } = await ask(
      '{ stockMovements { edges { node { kind quantity onHandAfter reference order { id } actor { kind id name } } } totalCount } }',
    );
    expect(stockMovements).toEqual({
      edges: [
        {
          node: {
            kind: 'RECEIPT',
            quantity: 60,
            onHandAfter: 60,
            reference: 'DN-1',
            order: null,
            actor: { kind: 'STAFF', id: 'grace', name: 'grace@example.com' },
          },
        },
      ],
      totalCount: 1,
    });
  });

  it('send goods on their way and take them in', async () => {
    const input = {
      idempotencyKey: 'T-1',
      fromLocationId: places.harbour,
      toLocationId: places.attic,
      lines: [{ sku: 'LAMP', quantity: 5 }],
      expectedAt: '2027-01-01T00:00:00Z',
    };
    const fields =
      '... on StockTransferred { transfer { id version status from { code } to { code } expectedAt lines { sku variant { sku } quantity received lost } } }';
    const sent = await write('transferStock', 'TransferStockInput', input, fields);
    expect(sent).toMatchObject({ transfer: { status: 'IN_TRANSIT', from: { code: 'harbour' }, to: { code: 'attic' } } });
    const transferId = (sent['transfer'] as { id: string }).id;
    const arrived = { idempotencyKey: 'T-2', transferId, lines: [{ sku: 'LAMP', received: 4, lost: 1 }] };
    expect(await write('receiveTransfer', 'ReceiveTransferInput', arrived, fields)).toMatchObject({
      transfer: { status: 'RECEIVED', version: 2 },
    });
    const { stockTransfers } = await ask(
      'query ($id: ID) { stockTransfers(locationId: $id, status: [RECEIVED]) { edges { node { id } } totalCount } }',
      { id: places.attic },
    );
    expect(stockTransfers).toEqual({ edges: [{ node: { id: transferId } }], totalCount: 1 });
  });

  it('say on which terms it is sold; a SKU that never came is a preorder', async () => {
    const fields =
      '... on StockPolicySet { variant { sku stockPolicy { version lowStockThreshold buffer maxPerOrder backorder backorderLimit expectedAt backordered } availability { available status expectedAt maxQuantity } } }';
    const input = { sku: 'ROBOT', backorder: 'PREORDER', backorderLimit: 20, maxPerOrder: 2, expectedAt: '2100-01-01T00:00:00Z' };
    const terms = {
      version: 1,
      lowStockThreshold: 0,
      buffer: 0,
      maxPerOrder: 2,
      backorder: 'PREORDER',
      backorderLimit: 20,
      backordered: 0,
    };
    expect(await write('setStockPolicy', 'SetStockPolicyInput', input, fields)).toMatchObject({
      variant: {
        stockPolicy: terms,
        availability: { available: 0, status: 'PREORDER', expectedAt: '2100-01-01T00:00:00.000Z', maxQuantity: 2 },
      },
    });
    const wrong = { sku: 'ROBOT', expectedVersion: 1, backorder: 'LOW_STOCK' };
    expect(await write('setStockPolicy', 'SetStockPolicyInput', wrong, fields)).toMatchObject({ fields: [{ path: ['backorder'] }] });
    const every = { sku: '\u0000', buffer: -1, lowStockThreshold: -1, maxPerOrder: 0, backorder: 'IN_STOCK', backorderLimit: -1 };
    expect(await write('setStockPolicy', 'SetStockPolicyInput', every, fields)).toMatchObject({
      fields: ['backorder', 'sku', 'lowStockThreshold', 'buffer', 'maxPerOrder', 'backorderLimit'].map((path) => ({ path: [path] })),
    });
    const { stockLevels } = await ask('{ stockLevels(filter: { status: [PREORDER] }) { edges { node { sku onHand } } } }');
    expect(stockLevels).toEqual({ edges: [{ node: { sku: 'ROBOT', onHand: 0 } }] });
  });

  it('tell the public that there are 50 at most, or what the shop has chosen, and staff how many there are', async () => {
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on ProductVariant { availability { available maxQuantity } } } }';
    const told = async (caller: Caller, asked = room) =>
      (await ask(query, { of: [{ __typename: 'ProductVariant', sku: 'LAMP' }] }, caller, asked))['_entities'];
    expect(await told({ kind: 'guest' })).toEqual([{ availability: { available: 50, maxQuantity: 50 } }]);
    expect(await told(staff)).toEqual([{ availability: { available: 59, maxQuantity: 59 } }]);
    // The positive control: told more, where more may be told.
    expect(await told({ kind: 'guest' }, open)).toEqual([{ availability: { available: 59, maxQuantity: 59 } }]);
  });

  it('lets rooms bring files and take them', async () => {
    const batch = {
      batch: 'one',
      dryRun: false,
      by: { id: 'grace', name: 'grace@example.com' },
      rows: [
        { sku: 'CUP', locationCode: 'attic', onHand: 3 },
        { sku: 'CUP', locationCode: 'moon', onHand: 3 },
      ],
    };
    const bring =
      'mutation ($input: [InventoryImportStockInput!]!) { inventoryImportStock(input: $input) { batch rows { kind problems { path } } } }';
    expect((await ask(bring, { input: [batch] }, exchange))['inventoryImportStock']).toEqual([
      {
        batch: 'one',
        rows: [
          { kind: 'CHANGED', problems: [] },
          { kind: 'REFUSED', problems: [{ path: ['locationCode'] }] },
        ],
      },
    ]);
    const take =
      'query ($pages: [InventoryExportStockInput!]!) { inventoryExportStock(pages: $pages) { after next rows { sku locationCode onHand updatedAt } } }';
    expect((await ask(take, { pages: [{ first: 1 }] }, exchange))['inventoryExportStock']).toMatchObject([
      { after: null, next: expect.any(String), rows: [{ sku: 'CUP', locationCode: 'attic', onHand: 3 }] },
    ]);
    await expect(ask(bring, { input: [batch] })).rejects.toThrow('FORBIDDEN');
    await expect(ask(take, { pages: [{ first: 1 }] })).rejects.toThrow('FORBIDDEN');
  });

  it('keeps the books in order', async () => {
    const { stockLevels } = await ask('{ stockLevels { totalCount } }');
    expect(stockLevels).toEqual({ totalCount: 4 });
  });
});
