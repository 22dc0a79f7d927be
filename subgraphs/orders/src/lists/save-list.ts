import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidInput,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
} from '@cartograph/kit/problems';
import { loadCarts } from '#cart/cart-store';
import { mayUseCart } from '#cart/rules/cart';
import { insertList, lockLists, replaceList } from '#lists/list-store';
import { type GivenList, linesAfter, maxLists, readList, type ShoppingList } from '#lists/rules/shopping-list';

export type SaveListOutcome =
  | { kind: 'saved'; list: ShoppingList }
  | { kind: 'refused'; problem: AlreadyExists | InvalidInput | NotFound | VersionConflict };

const refused = (problem: Extract<SaveListOutcome, { kind: 'refused' }>['problem']): SaveListOutcome => ({ kind: 'refused', problem });

/** A new list, or the whole of one; without lines and without a cart what is on it stays. What stands already is no change, and no conflict. */
export async function saveList(db: Database, customerId: string, given: GivenList): Promise<SaveListOutcome> {
  const read = readList(given);
  if (read.kind === 'invalid') return refused(read.problem);
  const [cart] = given.cartId != null && isUuid(given.cartId) ? await loadCarts(db, [given.cartId]) : [];
  if (given.cartId != null && !(cart && mayUseCart(cart, customerId, false))) return refused(notFound('There is no such cart.'));
  return db.transaction(async (tx): Promise<SaveListOutcome> => {
    const lists = await lockLists(tx, customerId);
    const found = lists.find(({ id }) => id === given.id?.toLowerCase());
    if (given.id != null && !found) return refused(notFound('You have no such list.'));
    const same = lists.find(({ id, name }) => id !== found?.id && name.toLowerCase() === read.name.toLowerCase());
    if (same) return refused(alreadyExists(['name'], `You have a list ${same.name} already.`, same.id));
    if (!found && lists.length >= maxLists) return refused(invalidInput([], `A customer has at most ${maxLists} lists: delete one first.`));
    const before = found?.lines ?? [];
    const lines = linesAfter(before, cart?.lines ?? read.lines ?? before, new Date());
    const state = { name: read.name, shared: given.shared ?? false, lines };
    if (!found) return { kind: 'saved', list: await insertList(tx, customerId, state) };
    const isSame =
      found.name === state.name && found.shared === state.shared && JSON.stringify(before.map(keyOf)) === JSON.stringify(lines.map(keyOf));
    if (isSame) return { kind: 'saved', list: found };
    if (found.version !== given.expectedVersion) return refused(versionConflict('list', found.version));
    return { kind: 'saved', list: await replaceList(tx, found.id, state) };
  });
}

const keyOf = ({ sku, quantity }: { sku: string; quantity: number }): [string, number] => [sku, quantity];
