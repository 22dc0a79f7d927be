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

/** What staff note of a customer, who is in a group of theirs; two words that the customer may read nowhere. */
export async function noteOf(shop: DemoShop, customer: unknown, token: string): Promise<string[]> {
  const [note, code] = ['Complains on Tuesdays', 'tuesday-people'];
  const group = 'mutation Group($input: SaveCustomerGroupInput!) { saveCustomerGroup(input: $input) { __typename } }';
  await shop.askFor(group, { input: { code, name: 'People of Tuesday' } }, token);
  const read = 'query Read($id: ID!) { customer(id: $id) { version } }';
  const { customer: found } = await shop.askFor<{ customer: { version: number } }>(read, { id: customer }, token);
  const change = 'mutation Note($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename ... on Problem { message } } }';
  const { updateCustomer } = await shop.askFor<{ updateCustomer: { __typename: string } }>(
    change,
    { input: { id: customer, expectedVersion: found.version, note, groupCodes: [code] } },
    token,
  );
  if (updateCustomer.__typename !== 'CustomerUpdated') throw new Error(`nothing noted: ${JSON.stringify(updateCustomer)}`);
  return [note, code, 'People of Tuesday'];
}
