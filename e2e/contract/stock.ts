import { freshKey } from '../placing/buy.ts';
import type { Asking } from './whole.ts';

/** Locations, deliveries, terms and transfers. */
export async function moveStock({ ask, change, make }: Asking): Promise<void> {
  const address = {
    line1: '1 Main St',
    line2: 'Gate 2',
    city: 'Leipzig',
    region: 'SN',
    postalCode: '04109',
    country: 'DE',
    phone: '+49 1512 3456789',
  };
  const leipzig = { code: 'leipzig', name: 'Leipzig', priority: 9, active: true, offersPickup: true, address };
  const { location } = await make<{ location: { id: string } }>('saveLocation', leipzig);
  await change('saveLocation', leipzig);
  const [first] = await ask<{ id: string }[]>('locations');
  const from = first?.id;
  const delivery = (delta: number) => ({
    idempotencyKey: freshKey(),
    locationId: from,
    reason: 'RECEIPT',
    reference: 'DN-78',
    note: 'By lorry',
    lines: [{ sku: 'MUG-CLASSIC', delta }],
  });
  await make('recordStock', delivery(50));
  await change('recordStock', delivery(-90_000));
  const { transfer } = await make<{ transfer: { id: string } }>('transferStock', {
    idempotencyKey: freshKey(),
    fromLocationId: from,
    toLocationId: location.id,
    reference: 'T-1',
    expectedAt: '2199-01-01T00:00:00Z',
    lines: [{ sku: 'MUG-CLASSIC', quantity: 10 }],
  });
  await ask('stockTransfers');
  await make('receiveTransfer', {
    idempotencyKey: freshKey(),
    transferId: transfer.id,
    lines: [{ sku: 'MUG-CLASSIC', received: 8, lost: 1 }],
  });
  await ask('stockLevels', '(filter: { skus: ["MUG-CLASSIC"] })');
  await ask('stockMovements', '(first: 20, filter: { skus: ["MUG-CLASSIC"] })');
  await make('setStockPolicy', {
    sku: 'CUP-RED',
    backorder: 'BACKORDER',
    backorderLimit: 20,
    expectedAt: '2199-01-01T00:00:00Z',
    maxPerOrder: 4,
    lowStockThreshold: 2,
    buffer: 0,
  });
  await ask('productVariant', '(sku: "CUP-RED")');
}
