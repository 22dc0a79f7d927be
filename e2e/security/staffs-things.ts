import type { DemoShop } from '../support/demo-shop.ts';
import type { Person } from './people.ts';

const createProduct = `mutation Make($input: CreateProductInput!) {
  createProduct(input: $input) { __typename ... on ProductCreated { product { id } } ... on Problem { message } }
}`;
const saveCollection = `mutation Make($input: SaveCollectionInput!) {
  saveCollection(input: $input) { __typename ... on CollectionSaved { collection { id } } ... on Problem { message } }
}`;

/** What is not published: nobody's, and nobody's to see but staff. */
export async function makeUnpublished(shop: DemoShop, token: string): Promise<Person> {
  const [draftSlug, draftSku, draftCollectionSlug] = ['hushed-chair', 'CHAIR-HUSHED', 'hushed-season'];
  const product = {
    title: 'Hushed Chair',
    slug: draftSlug,
    status: 'DRAFT',
    variants: [{ sku: draftSku }],
    translations: [{ locale: 'de', title: 'Verschwiegener Stuhl' }],
  };
  const made = await shop.askFor<{ createProduct: { product?: { id: string } } }>(
    createProduct,
    { input: { idempotencyKey: 'a chair that is hushed up', product } },
    token,
  );
  const collected = await shop.askFor<{ saveCollection: { collection?: { id: string } } }>(
    saveCollection,
    { input: { title: 'Hushed Season', slug: draftCollectionSlug, status: 'DRAFT', productIds: [] } },
    token,
  );
  const [draft, draftCollection] = [made.createProduct.product?.id, collected.saveCollection.collection?.id];
  if (draft === undefined || draftCollection === undefined) throw new Error(`nothing unpublished: ${JSON.stringify([made, collected])}`);
  const things = { draft, draftSlug, draftSku, draftSkus: [draftSku], draftCollection, draftCollectionSlug };
  return { name: 'the shop', things, marks: ['Hushed Chair', 'Verschwiegener Stuhl', 'Hushed Season', draftSku, draft, draftCollection] };
}
