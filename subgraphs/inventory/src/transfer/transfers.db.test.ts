import { beforeAll, describe, expect, it } from 'vitest';
import { saveLocation } from '#location/save-location';
import type { ReceivedLine, SendCommand } from '#rules/transfer';
import { clerk, openShop, type Shop } from '#testing/shop';
import { listTransfers } from '#transfer/list-transfers';
import { receiveTransfer } from '#transfer/receive-transfer';
import { sendTransfer } from '#transfer/send-transfer';

let shop: Shop;
let keys = 0;
beforeAll(async () => {
  shop = await openShop();
});

const toEast = (lines: SendCommand['lines'], more: Partial<SendCommand> = {}): SendCommand => ({
  idempotencyKey: `send-${(keys += 1)}`,
  fromLocationId: 'main',
  toLocationId: 'east',
  lines,
  reference: null,
  expectedAt: null,
  ...more,
});
const send = (command: SendCommand) => sendTransfer(shop.db, command, clerk);
const sent = async (command: SendCommand): Promise<string> => {
  const outcome = await send(command);
  if (outcome.kind !== 'transferred') throw new Error(JSON.stringify(outcome));
  return outcome.transferId;
};
const receive = (transferId: string, lines: ReceivedLine[], idempotencyKey = `receive-${(keys += 1)}`) =>
  receiveTransfer(shop.db, { idempotencyKey, transferId, lines }, clerk);
const inTransit = async (sku: string) =>
  (await shop.db.query({ text: 'select in_transit from levels where sku = $1 and location_id = $2', values: [sku, 'east'] }))[0]?.[
    'in_transit'
  ];
const ledger = async (sku: string) =>
  (await shop.db.query({ text: 'select * from movements where sku = $1 order by id', values: [sku] })).map(
    (row) => `${row['location_id']} ${row['kind']} ${row['delta']} ${row['on_hand_after']}`,
  );

describe('a transfer', () => {
  it('leaves at once, is nobody’s to buy on the way, and arrives in parts; what was lost is booked as damage', async () => {
    await shop.stock('CUP', [10]);
    const id = await sent(
      toEast([
        { sku: 'CUP', quantity: 6 },
        { sku: 'CUP', quantity: 2 },
      ]),
    );
    expect([await shop.shelves('CUP'), await inTransit('CUP')]).toEqual([['2/0', '0/0'], 8]);
    expect((await shop.order('CUP', 3)).state).toBe('REFUSED');
    await receive(id, [{ sku: 'CUP', received: 5, lost: 0 }]);
    expect([await shop.shelves('CUP'), await inTransit('CUP')]).toEqual([['2/0', '5/0'], 3]);
    await receive(id, [{ sku: 'CUP', received: 1, lost: 2 }]);
    expect([await shop.shelves('CUP'), await inTransit('CUP')]).toEqual([['2/0', '6/0'], 0]);
    expect(await ledger('CUP')).toEqual([
      'main RECEIPT 10 10',
      'main TRANSFER_OUT -8 2',
      'east TRANSFER_IN 5 5',
      'east TRANSFER_IN 3 8',
      'east DAMAGE -2 6',
    ]);
    expect(await receive(id, [{ sku: 'CUP', received: 1, lost: 0 }])).toMatchObject({
      problem: { __typename: 'InvalidTransition', allowed: [] },
    });
  });

  it('takes nothing that an order has', async () => {
    await shop.stock('POT', [5]);
    await shop.order('POT', 4);
    expect(await send(toEast([{ sku: 'POT', quantity: 2 }]))).toMatchObject({ kind: 'would-go-negative', skus: ['POT'] });
    expect(await send(toEast([{ sku: 'GHOST', quantity: 1 }]))).toMatchObject({ kind: 'would-go-negative', skus: ['GHOST'] });
    expect(await send(toEast([{ sku: 'POT', quantity: 1 }]))).toMatchObject({ kind: 'transferred' });
  });

  it('never brings more than was sent, nor what was not sent', async () => {
    await shop.stock('LID', [5]);
    const id = await sent(toEast([{ sku: 'LID', quantity: 3 }]));
    const wrong = await receive(id, [
      { sku: 'LID', received: 2, lost: 2 },
      { sku: 'CUP', received: 1, lost: 0 },
    ]);
    expect(wrong).toMatchObject({
      problem: { fields: [{ path: ['lines', '0', 'received'] }, { path: ['lines', '1', 'sku'], allowed: ['LID'] }] },
    });
    expect(await inTransit('LID')).toBe(3);
  });

  it('is sent once and received once for a key, also at the same moment', async () => {
    await shop.stock('TRAY', [9]);
    const command = toEast([{ sku: 'TRAY', quantity: 4 }]);
    const sends = await Promise.all(Array.from({ length: 5 }, () => send(command)));
    expect(new Set(sends.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    const id = sends[0]?.kind === 'transferred' ? sends[0].transferId : '';
    const line = { sku: 'TRAY', received: 2, lost: 0 };
    await Promise.all(Array.from({ length: 5 }, () => receive(id, [line], 'tray comes')));
    expect([await shop.shelves('TRAY'), await inTransit('TRAY')]).toEqual([['5/0', '2/0'], 2]);
    expect(await receive(id, [{ ...line, lost: 1 }], 'tray comes')).toEqual({ kind: 'key-used' });
    expect(await send({ ...command, reference: 'another' })).toEqual({ kind: 'key-used' });
    await Promise.all(['one', 'two', 'three'].map((key) => receive(id, [{ ...line, received: 1 }], key)));
    expect(await inTransit('TRAY')).toBe(0);
  });

  it('to itself, to a closed location and with other wrong fields is refused, all at once', async () => {
    const wrong = await send(toEast([{ sku: '', quantity: 0 }], { toLocationId: 'main' }));
    expect(
      wrong.kind === 'refused' && wrong.problem.__typename === 'InvalidInput' && wrong.problem.fields.map(({ path }) => path.join('.')),
    ).toEqual(['toLocationId', 'lines.0.sku', 'lines.0.quantity']);
    expect(await send(toEast([{ sku: 'CUP', quantity: 1 }], { toLocationId: 'moon' }))).toMatchObject({
      problem: { __typename: 'NotFound' },
    });
    expect(await receive('no uuid', [{ sku: 'CUP', received: 1, lost: 0 }])).toMatchObject({ problem: { __typename: 'NotFound' } });
  });

  it('keeps its goal open: a location that goods are on their way to does not close', async () => {
    const dock = {
      id: null,
      expectedVersion: null,
      code: 'dock',
      name: 'Dock',
      priority: 9,
      active: true,
      offersPickup: false,
      address: null,
    };
    const opened = await saveLocation(shop.db, dock, clerk);
    const id = opened.kind === 'saved' ? opened.location.id : '';
    await shop.stock('BOX', [2]);
    const transferId = await sent(toEast([{ sku: 'BOX', quantity: 2 }], { toLocationId: id }));
    const close = { ...dock, id, expectedVersion: 1, active: false };
    expect(await saveLocation(shop.db, close, clerk)).toMatchObject({ problem: { __typename: 'StillInUse', uses: 1 } });
    await receive(transferId, [{ sku: 'BOX', received: 0, lost: 2 }]);
    expect(await saveLocation(shop.db, close, clerk)).toMatchObject({ kind: 'saved' });
    expect(await send(toEast([{ sku: 'CUP', quantity: 1 }], { toLocationId: id }))).toMatchObject({ problem: { path: ['toLocationId'] } });
  });

  it('is listed, the latest first, by state and place', async () => {
    const page = await listTransfers(shop.db, { status: ['RECEIVED'], locationId: 'east' }, {});
    expect(page.edges.map(({ node }) => node.lines.map(({ sku }) => sku).join())).toEqual(['TRAY', 'CUP']);
    expect(await page.totalCount()).toBe(2);
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
