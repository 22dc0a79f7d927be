import type { Hands } from '../filling/staff-hands.ts';

/** As many as a product may have: 50 colours, each in 40 sizes. */
export const bigProduct = { colours: 50, sizes: 40, variants: 2_000 };
const atOnce = 200;

const values = (letter: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ code: `${letter}${i}`, name: `${letter.toUpperCase()} ${i}` }));
const sku = (index: number): string => `BIG-${String(index).padStart(4, '0')}`;

/** A product of 2,000 variants with prices and stock, as staff put one together through the API; gives its id. */
export async function fillBigProduct(staff: Hands, priceListCode: string): Promise<string> {
  const { colours, sizes, variants } = bigProduct;
  const { product } = await staff.write<{ product: { id: string; version: number } }>(
    'createProduct',
    {
      idempotencyKey: 'big-product',
      product: {
        title: 'In every colour',
        slug: 'in-every-colour',
        options: [
          { code: 'color', name: 'Colour', values: values('c', colours) },
          { code: 'size', name: 'Size', values: values('s', sizes) },
        ],
      },
    },
    'ProductCreated',
    'product { id version }',
  );
  const { locations } = await staff.read<{ locations: { id: string }[] }>('{ locations { id } }');
  let { version } = product;
  for (let from = 0; from < variants; from += atOnce) {
    const indexes = Array.from({ length: atOnce }, (_, i) => from + i);
    const more = indexes.map((index) => ({
      sku: sku(index),
      options: [
        { code: 'color', value: `c${Math.floor(index / sizes)}` },
        { code: 'size', value: `s${index % sizes}` },
      ],
      weightGrams: 200 + (index % sizes),
      taxCategoryCode: 'standard',
    }));
    const { product: now } = await staff.write<{ product: { version: number } }>(
      'updateProduct',
      { id: product.id, expectedVersion: version, product: { variants: more } },
      'ProductUpdated',
      'product { version }',
    );
    version = now.version;
    const prices = indexes.map((index) => ({
      sku: sku(index),
      priceListCode,
      breaks: [{ minQuantity: 1, unit: `${10 + (index % 40)}.00` }],
    }));
    await staff.write('setPrices', { prices }, 'PricesSet', 'refused { index }');
    for (const [at, { id }] of locations.slice(0, 2).entries())
      await staff.write(
        'recordStock',
        {
          idempotencyKey: `big-${from}-${at}`,
          locationId: id,
          reason: 'RECEIPT',
          lines: indexes.map((index) => ({ sku: sku(index), delta: 5 })),
        },
        'StockRecorded',
        '__typename',
      );
  }
  return product.id;
}

/** The product as it is edited, with all that is edited of a page of its variants. */
export const openProduct = `query OpenProduct($id: ID!, $first: Int!, $after: String) { product(id: $id) {
  id version slug title description status publishAt tags seo { title description } media { id alt url(width: 320) }
  productType { code name attributes { code name type values } } attributes { code values }
  translations { locale slug title } categories { id name } collections { id title }
  options { code name values { code name color } }
  productVariants(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
    id version sku title barcode weightGrams taxCategoryCode options { code value } media { id url(width: 160) }
    price { unit { amount currencyCode } } prices { id version priceList { code } breaks { minQuantity unit { amount } } }
    stockLevels { id onHand reserved location { code } } availability { status available } } } } } }`;

export interface OpenedProduct {
  product: {
    productVariants: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: { sku: string; price: object | null; stockLevels: object[]; prices: object[] } }[];
    };
  };
}

/** What may be asked of all its variants in one answer. */
export const plainVariants = {
  'what they are': 'id version sku title weightGrams taxCategoryCode options { code value }',
  'prices and what can be sold': 'id sku price { unit { amount } } availability { status available }',
  'lists and locations': 'id sku prices { id breaks { minQuantity unit { amount } } } stockLevels { onHand location { code } }',
};
