import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { sendPicture } from './send-picture.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

interface Shown {
  title: string;
  media: { alt: string; svg: string; list: string }[];
  variants: { sku: string; media: { alt: string; list: string }[] }[];
}

interface Page {
  products: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: Shown }[] };
}

const query = `query ($after: String) { products(first: 50, after: $after, orderBy: TITLE) { pageInfo { hasNextPage endCursor } edges { node { title
  media { alt svg: url(format: SVG) list: url(width: 320) } variants { sku media { alt list: url(width: 320) } } } } } }`;

async function allProducts(): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let after: string | null = null; ; ) {
    const { products }: Page = await shop.askFor<Page>(query, { after }, await shop.tokenOf('staff'));
    found.push(...products.edges.map(({ node }) => node));
    if (!products.pageInfo.hasNextPage) return found;
    after = products.pageInfo.endCursor;
  }
}

test('every product of the demo has pictures that are told in words, and the mug in blue is another than the white one', async () => {
  const products = await allProducts();
  expect(products.length).toBeGreaterThanOrEqual(65);
  expect(products.filter(({ media }) => media.length < 3).map(({ title }) => title)).toEqual([]);
  const mug = products.find(({ title }) => title === 'Classic Mug');
  const own = new Map(mug?.variants.map(({ sku, media }) => [sku, media[0]]));
  expect(own.get('MUG-CLASSIC-INK')?.alt).toBe('Classic Mug, Ink blue');
  expect(own.get('MUG-CLASSIC-INK')?.list).not.toBe(own.get('MUG-CLASSIC')?.list);
});

test('a picture is sent to the gateway, and seen there by whoever has its address, in the format that they name', async () => {
  const [mug] = (await allProducts()).filter(({ title }) => title === 'Classic Mug');
  for (const [accept, type] of [
    ['image/avif', 'image/avif'],
    ['image/webp', 'image/webp'],
    ['*/*', 'image/jpeg'],
  ] as const) {
    const answer = await fetch(mug?.media[0]?.list ?? '', { headers: { accept, range: 'bytes=0-99' } });
    expect([answer.status, answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength]).toEqual([206, type, 100]);
  }
  const drawing = await fetch(mug?.media[0]?.svg ?? '');
  expect(drawing.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect(await drawing.text()).toMatch(/^<svg /);
  const sent = await sendPicture(shop.url(), await shop.tokenOf('staff'));
  expect([sent.status, sent.body]).toEqual([201, { id: sent.id, width: 2, height: 2 }]);
});
