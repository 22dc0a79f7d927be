import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWaits } from '../support/availability.ts';
import { openWiredShop, type WiredShop, wires } from './open-wired-shop.ts';
import { runSilence } from './run-silence.ts';

// `npm run silence` is the long form, one wire after the other for a minute each, and holds the times against their bounds.

let shop: WiredShop;
beforeAll(async () => {
  shop = await openWiredShop();
});
afterAll(() => shop?.close());

const kinds: [string, readonly string[]][] = [
  ['from the gateway to every room', wires.filter((wire) => wire.startsWith('gateway-'))],
  ['from room to room', wires.filter((wire) => !/^gateway-|-database$|^bus$/.test(wire))],
  ['from every room to the bus', wires.filter((wire) => wire === 'bus')],
];

test.each(kinds.filter(([, all]) => all.length > 0))('%s all connections fall silent, and orders are placed on', async (kind, all) => {
  const { silenced, firstMs, waits, broken } = await runSilence(shop, all, 0);
  console.log(`${kind}: ${silenced} connections, the next buyer knew after ${firstMs} ms; ${describeWaits(waits)}`);
  expect(silenced).toBeGreaterThan(0);
  expect(broken).toEqual([]);
});
