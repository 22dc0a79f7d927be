import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFor, signIn } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { preflight } from '../support/programs.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { until } from '../support/until.ts';
import { fillShop } from './fill-a-shop.ts';
import { type Hands, handsOf } from './staff-hands.ts';

const admin = fileURLToPath(new URL('../../stack/src/admin.ts', import.meta.url));
const password = 'a shop of my own, please';
let folder: string;
let shop: StackProcess;
beforeAll(async () => {
  folder = makeDataFolder();
  shop = await startStackProcess(folder, 'none');
});
afterAll(async () => {
  await shop?.stop();
  removeDataFolder(folder);
});

/** Eight blue pixels by eight, as PNG. */
const blueDot =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWPQjt+MFTEMLQkA1YpPQaN0FKkAAAAASUVORK5CYII=';

/** As a browser sends it: a picture to the address that the shop gave. */
async function upload(hands: Hands): Promise<string> {
  const bytes = Buffer.from(blueDot, 'base64');
  const { uploads } = await hands.write<{ uploads: { id: string; url: string }[] }>(
    'createMediaUploads',
    { files: [{ filename: 'notebook.png', contentType: 'image/png', bytes: bytes.length }] },
    'MediaUploadsCreated',
    'uploads { id url }',
  );
  const [place] = uploads;
  if (!place) throw new Error('there is no address to send a picture to');
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'notebook.png');
  const { status } = await fetch(new URL(place.url, shop.url), { method: 'POST', body: form });
  expect(status).toBeLessThan(300);
  return place.id;
}

const shelf = `{ product(slug: "notebook") { title options { code values { code } } media { alt url(width: 320) }
  variants { sku availability { status } price { list { amount } } } } }`;
interface Shelf {
  product: {
    options: { code: string; values: { code: string }[] }[];
    media: { url: string }[];
    variants: { sku: string; availability: { status: string }; price: { list: { amount: string } } }[];
  } | null;
}

test('an empty shop is filled by the first administrator through the API alone, and a guest orders from it', {
  timeout: 240_000,
}, async () => {
  expect(await askFor(shop.url, '{ products { totalCount } }', {})).toEqual({ products: { totalCount: 0 } });
  const env = { ...process.env, DATA_DIR: folder, ADMIN_PASSWORD: password };
  await promisify(execFile)(process.execPath, ['--import', preflight, admin, 'create', 'owner@example.com'], { env });
  const staff = handsOf(shop.url, await signIn(shop.url, 'owner@example.com', password));
  await fillShop(staff, upload);

  const { product } = await askFor<Shelf>(shop.url, shelf, {});
  expect(product?.variants).toEqual(
    ['NOTEBOOK-BLUE', 'NOTEBOOK-RED'].map((sku) => ({ sku, availability: { status: 'IN_STOCK' }, price: { list: { amount: '12.00' } } })),
  );
  const picture = await fetch(new URL(product?.media[0]?.url ?? '', shop.url));
  expect([picture.status, picture.headers.get('content-type')?.split('/')[0]]).toEqual([200, 'image']);

  // 24.00, 10 % off by the coupon, 5.00 for the parcel, and 7.25 % of 21.60.
  const bought = purchase('fill-a-shop', [{ sku: 'NOTEBOOK-BLUE', quantity: 2 }], {
    email: 'guest@example.org',
    couponCodes: ['OPENING10'],
  });
  expect(await placeOrder(shop.url, bought)).toMatchObject({ kind: 'OrderPlaced', total: '28.17 USD', replayed: false });
  const levels = await staff.read('{ productVariant(sku: "NOTEBOOK-BLUE") { stockLevels { onHand available } } }');
  expect(levels).toEqual({ productVariant: { stockLevels: [{ onHand: expect.any(Number), available: 18 }] } });

  // The rooms tell it as events: the last of them may come after the order.
  const deeds = [
    'createAdministrator',
    'createCoupons',
    'createProduct',
    'recordStock',
    'saveCategory',
    'saveLocation',
    'savePriceList',
    'savePromotion',
    'saveShippingMethod',
    'saveTaxRate',
    'setPrices',
  ];
  const readDeeds = async () => {
    const { auditLog } = await staff.read<{ auditLog: { edges: { node: { action: string } }[] } }>(
      '{ auditLog(first: 100) { edges { node { action } } } }',
    );
    return [...new Set(auditLog.edges.map(({ node }) => node.action))].toSorted();
  };
  expect(await until(readDeeds, ({ length }) => length >= deeds.length)).toEqual(deeds);
  expect(await runDoctor(folder)).toMatchObject({ exitCode: 0 });
});
