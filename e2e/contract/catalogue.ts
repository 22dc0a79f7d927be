import { freshKey } from '../placing/buy.ts';
import type { Asking } from './whole.ts';

interface Thing {
  id: string;
  version: number;
}

const seo = { title: 'Cups', description: 'Of clay' };
const german = (slug: string) => ({ locale: 'de', slug, title: 'Tasse', description: 'Aus Ton', seo });

/** A type, a tree of categories, and collections by rules and by hand. */
async function buildShelves({ ask, change, make, say }: Asking): Promise<{ parent: string; leaf: string; byHand: string }> {
  const attributes = [
    { code: 'volume', name: 'Volume', type: 'NUMBER', unit: 'ml', required: true, filterable: true },
    { code: 'glaze', name: 'Glaze', type: 'ENUM', values: ['matt', 'bright'] },
  ];
  await change('saveProductType', { code: 'cup', name: 'Cup', attributes });
  await change('saveProductType', { code: 'cup', name: 'Goblet', attributes });
  await ask('productTypes');
  const saveCategory = (slug: string, more: Record<string, unknown> = {}) =>
    make<{ category: { id: string } }>('saveCategory', { slug, name: slug, description: 'Of clay', seo, position: 1, ...more });
  const parent = (await saveCategory('cups', { translations: [german('tassen')] })).category.id;
  const leaf = (await saveCategory('small-cups', { parentId: parent })).category.id;
  await change('saveCategory', { slug: 'cups', name: 'Again' });
  for (const id of [parent, leaf]) await ask('category', `(id: "${id}")`);
  await say('{ categories { id slug name position productCount } }');
  const saveCollection = (slug: string, more: Record<string, unknown>) =>
    make<{ collection: { id: string } }>('saveCollection', {
      slug,
      title: slug,
      description: 'Of clay',
      seo,
      status: 'PUBLISHED',
      ...more,
    });
  await saveCollection('teas', { rules: [{ field: 'CATEGORY_SLUG', values: ['tea'] }] });
  const byHand = (await saveCollection('gifts', { productIds: [] })).collection.id;
  await ask('collection', '(slug: "teas")');
  await say('{ collections { id slug title status version productCount } }');
  return { parent, leaf, byHand };
}

const cups = (picture: string, leaf: string, byHand: string) => ({
  title: 'Little cup',
  description: 'Of clay',
  productTypeCode: 'cup',
  publishAt: '2199-01-01T00:00:00Z',
  tags: ['clay'],
  seo,
  categoryIds: [leaf],
  collectionIds: [byHand],
  attributes: [{ code: 'volume', values: ['200'] }],
  translations: [german('kleine-tasse')],
  media: [{ uploadId: picture, alt: 'A cup', focalX: 0.5, focalY: 0.5 }],
  options: [{ code: 'color', name: 'Colour', values: [{ code: 'red', name: 'Red', color: '#ff0000' }] }],
  variants: [
    { sku: 'CUP-RED', barcode: '4006381333931', weightGrams: 200, taxCategoryCode: 'standard', options: [{ code: 'color', value: 'red' }] },
  ],
});

/** The catalogue as staff write and read it, with a picture that was sent. */
export async function fillCatalogue(asking: Asking, sendPicture: () => Promise<string>): Promise<void> {
  const { ask, change, make, say } = asking;
  await change('createMediaUploads', { files: [{ filename: 'two.png', contentType: 'image/png', bytes: 100 }] });
  const { parent, leaf, byHand } = await buildShelves(asking);
  const product = cups(await sendPicture(), leaf, byHand);
  const { product: made } = await make<{ product: Thing }>('createProduct', { idempotencyKey: freshKey(), product });
  const whole = () => ask<Thing & { media: { id: string }[] }>('product', `(id: "${made.id}")`);
  const [picture] = (await whole()).media;
  await change('updateProduct', {
    id: made.id,
    expectedVersion: made.version,
    product: {
      tags: ['clay', 'red'],
      options: [{ code: 'color', name: 'Colour', values: [{ code: 'red', name: 'Red', color: '#ff0000', mediaId: picture?.id }] }],
      variants: [{ sku: 'CUP-RED', mediaIds: [picture?.id] }],
    },
  });
  const stale = { id: made.id, expectedVersion: made.version, product: { tags: ['old'] } };
  await change('updateProduct', stale);
  const { version } = await whole();
  await change('updateProducts', {
    products: [
      { ...stale, expectedVersion: version },
      { ...stale, id: '0198c0de-0000-7000-8000-00000000000b' },
    ],
  });
  const { category } = await make<{ category: Thing }>('saveCategory', { slug: 'pictured', name: 'Pictured', mediaId: picture?.id });
  await ask('category', `(id: "${category.id}")`);
  await make('saveCollection', { slug: 'pictured-gifts', title: 'Pictured', status: 'PUBLISHED', productIds: [], mediaId: picture?.id });
  await ask('collection', '(slug: "pictured-gifts")');
  await change('deleteCategory', { id: category.id, expectedVersion: category.version });
  await change('deleteCategory', { id: parent, expectedVersion: 1 });
  await change('duplicateProduct', { id: made.id, skuSuffix: '-2', idempotencyKey: freshKey() });
  await ask('productVariant', '(sku: "CUP-RED")');
  await say(`{ product(id: "${made.id}") { variantBySelectedOptions(selectedOptions: [{ code: "color", value: "red" }]) { sku } } }`);
}
