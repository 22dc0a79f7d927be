import { type Caller, guest } from '@cartograph/kit/caller';
import { expect, test } from 'vitest';
import { ada, grace } from '#testing/order-shop';
import { openShop } from '#testing/shop';

const fields = 'id version name shared lines { sku quantity }';
async function openLists() {
  const shop = await openShop();
  const save = async (input: object, caller: Caller = ada) =>
    (
      await shop.ask(
        `mutation ($input: SaveShoppingListInput!) { s: saveShoppingList(input: $input) { __typename ... on ShoppingListSaved { shoppingList { ${fields} } }
           ... on Problem { code } ... on AlreadyExists { existingId } ... on VersionConflict { currentVersion } ... on InvalidInput { fields { path } } } }`,
        { input },
        caller,
      )
    )['s'] as { shoppingList: { id: string; version: number } };
  const see = async (id: string, caller: Caller) => (await shop.ask(`{ l: shoppingList(id: "${id}") { ${fields} } }`, {}, caller))['l'];
  return { ...shop, save, see };
}
const mugs = {
  lines: [
    { sku: 'MUG', quantity: 2 },
    { sku: ' MUG ', quantity: 1 },
  ],
};

test('a list keeps its goods, summed by SKU; said again it is no change, and of two changes by one version one is told', async () => {
  const { save } = await openLists();
  const { shoppingList } = await save({ name: 'Wishes', ...mugs });
  expect(shoppingList).toMatchObject({ version: 1, shared: false, lines: [{ sku: 'MUG', quantity: 3 }] });
  const same = { id: shoppingList.id, expectedVersion: 1, name: 'Wishes' };
  expect(await save(same)).toMatchObject({ shoppingList: { version: 1 } });
  const both = await Promise.all(['A', 'B'].map((name) => save({ ...same, name })));
  expect(both).toContainEqual({ __typename: 'VersionConflict', code: 'VERSION_CONFLICT', currentVersion: 2 });
  expect(await save({ name: both[0]?.shoppingList ? 'a' : 'b' })).toMatchObject({ code: 'ALREADY_EXISTS', existingId: shoppingList.id });
});

test('a list is its owner’s alone until it is shared, and only its owner changes or forgets it', async () => {
  const { save, see, ask } = await openLists();
  const { shoppingList } = await save({ name: 'Wishes', ...mugs });
  for (const who of [grace, guest]) expect(await see(shoppingList.id, who)).toBeNull();
  const shared = { id: shoppingList.id, expectedVersion: 1, name: 'Wishes', shared: true };
  expect(await save(shared, grace)).toMatchObject({ code: 'NOT_FOUND' });
  await save(shared);
  expect(await see(shoppingList.id, guest)).toMatchObject({ name: 'Wishes', lines: [{ sku: 'MUG' }] });
  const forget = (who: Caller) => ask(`mutation { d: deleteShoppingList(input: { id: "${shoppingList.id}" }) { __typename } }`, {}, who);
  expect(await forget(grace)).toEqual({ d: { __typename: 'NotFound' } });
  expect(await forget(ada)).toEqual({ d: { __typename: 'ShoppingListDeleted' } });
  expect(await see(shoppingList.id, ada)).toBeNull();
});

test('lists and their lines are bounded, and every wrong field is told', async () => {
  const { save } = await openLists();
  const many = Array.from({ length: 201 }, (_, index) => ({ sku: `S${index}`, quantity: 1 }));
  expect(await save({ name: '', lines: many, cartId: 'x', id: 'x' })).toMatchObject({
    fields: [{ path: ['name'] }, { path: ['cartId'] }, { path: ['expectedVersion'] }, { path: ['lines'] }],
  });
  for (let index = 0; index < 50; index += 1) await save({ name: `list ${index}` });
  expect(await save({ name: 'one more' })).toMatchObject({ code: 'INVALID_INPUT' });
});
