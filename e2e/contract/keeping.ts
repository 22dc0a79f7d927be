import { until } from '../support/until.ts';
import { place, problem } from './money-and-goods.ts';
import type { Say } from './say.ts';

const list = 'id version name shared updatedAt lines { sku quantity addedAt variant { sku } }';
const request = 'id kind status requestedAt finishedAt downloadUrl roomsLeft';
const saving = `mutation Keep($input: SaveShoppingListInput!) { saveShoppingList(input: $input) {
  ... on ShoppingListSaved { shoppingList { ${list} } } ... on VersionConflict { currentVersion } ${problem} } }`;
const deleting = `mutation Forget($input: DeleteShoppingListInput!) { deleteShoppingList(input: $input) {
  ... on ShoppingListDeleted { id } ... on NotFound { code message } } }`;
const claiming = `mutation Claim($input: ClaimOrdersInput!) { claimOrders(input: $input) {
  ... on OrdersClaimed { orders { number customer { id } } } ... on EmailNotVerified { code message } ${problem} } }`;
const asking = `mutation Mine($input: RequestPersonalDataInput!) { requestPersonalData(input: $input) {
  ... on PersonalDataRequested { request { ${request} } } ${problem} } }`;

interface Saved {
  saveShoppingList: { shoppingList?: { id: string } };
}
interface Mine {
  me: { personalDataRequests: { status: string }[] };
}

/** What customers keep here: lists, the orders they made as guests, and all that the shop knows of them. */
export async function keep(say: Say, customer: string, admin: string): Promise<void> {
  const input = { name: 'One day', shared: true, lines: [{ sku: 'MUG-CLASSIC', quantity: 2 }] };
  const { saveShoppingList } = await say<Saved>(saving, { input }, customer);
  const { id = '' } = saveShoppingList.shoppingList ?? {};
  await say(`query List($id: ID!) { shoppingList(id: $id) { ${list} } }`, { id });
  await say(`{ me { shoppingLists { ${list} } } }`, {}, customer);
  for (const wish of [input, { ...input, id, expectedVersion: 90 }, { ...input, name: '' }]) await say(saving, { input: wish }, customer);
  for (const gone of [id, id]) await say(deleting, { input: { id: gone } }, customer);

  const guests = (await place(say, { email: 'guest@example.org' })).placeOrder;
  const claimed = { number: guests.order?.number, accessToken: guests.accessToken };
  for (const claim of [claimed, {}, { number: 'C-1', accessToken: 'nothing' }]) await say(claiming, { input: claim }, customer);

  await say(asking, { input: { kind: 'EXPORT' } }, customer);
  await say(asking, { input: { kind: 'EXPORT', customerId: 'nobody' } }, admin);
  await until(
    () => say<Mine>(`{ me { personalDataRequests { ${request} } } }`, {}, customer),
    ({ me }) => me.personalDataRequests.some(({ status }) => status === 'DONE'),
  );
}
