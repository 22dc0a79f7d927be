import { guest } from '@cartograph/kit/caller';
import { heldMegabytes } from '@cartograph/kit/testing/heap';
import { rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop.close());

/** Half a megabyte each, were all of them kept; `STRANGERS=2500` sends as many as once made a gigabyte. */
const requests = Number(process.env['STRANGERS'] ?? 250);

const shapes: Readonly<Record<string, (index: number) => string>> = {
  'long texts': (index) => `{ __typename } #\u0439${index}${'x'.repeat(255_000)}`,
  'many tokens': (index) => `{ ${Array.from({ length: 1_500 }, (_, field) => `a${index}_${field}: __typename`).join(' ')} }`,
  'long lists in what is refused': (index) => `{ a${index}(a: [${'"a" '.repeat(4_900)}]) }`,
};

for (const room of rooms)
  test.each(Object.entries(shapes))(`${room} holds less than 100 MB after %s`, async (_, make) => {
    const { execute } = shop.stack().rooms[room];
    const before = await heldMegabytes();
    for (let index = 0; index < requests; index += 1) await execute({ query: make(index) }, guest);
    expect((await heldMegabytes()) - before).toBeLessThan(100);
  });
