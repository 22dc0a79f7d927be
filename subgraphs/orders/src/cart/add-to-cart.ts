import { type Caller, customerIdOf } from '@cartograph/kit/caller';
import type { Database, Queryable } from '@cartograph/kit/db';
import { invalidInput, maxLines, maxQuantity } from '@cartograph/kit/problems';
import { insertAddition } from '#cart/addition-store';
import { answerAddition, hashOf, keyIsTaken } from '#cart/answer-addition';
import { type CartOutcome, type CartProblem, refused } from '#cart/cart-outcome';
import { type CartChange, changeOpened, inTransaction, refuseTarget } from '#cart/change-cart';
import type { Shelves } from '#cart/look-up-shelves';
import { type AdditionKey, additionKeyOf, checkAddition } from '#cart/rules/addition';
import type { Cart } from '#cart/rules/cart';
import { refusalToAdd, type Shelf } from '#cart/rules/line-problem';
import type { AddToCartInput } from '#generated/resolvers';
import { itemUnavailable } from '#placing/rules/problem';
import type { VariantSnapshot } from '#remotes/products';

export type Snapshot = (sku: string) => Promise<VariantSnapshot | null>;

export interface AddToCartDependencies {
  db: Database;
  snapshot: Snapshot;
  shelves: Shelves;
  development: boolean;
}

/**
 * Adds to a cart what can be bought, as far as the rooms say so in time: to the one named, the customer's own, or a new one of a guest.
 * With a key, once: a repeat is answered with the cart whatever has become of the goods, and two at once wait for each other at its row.
 */
export async function addToCart(
  { db, snapshot, shelves, development }: AddToCartDependencies,
  input: AddToCartInput,
  caller: Caller,
): Promise<CartOutcome> {
  const customerId = customerIdOf(caller) ?? null;
  const invalid = checkAddition(input, customerId, development);
  if (invalid) return refused(invalid);
  const target = { cartId: input.cartId, expectedVersion: input.expectedVersion, currency: input.currencyCode ?? 'USD' };
  const malformed = refuseTarget(target);
  if (malformed) return malformed;
  const key = additionKeyOf(input, customerId);
  const known = key && (await answerAddition(db, key, caller));
  if (known) return known;
  const sku = input.sku.trim();
  const [variant, [trade]] = await Promise.all([snapshot(sku), shelves.lookUpTrade([sku])]);
  if (!variant) return refused(itemUnavailable(sku, 'is not known'));
  const shelf: Shelf = { currencies: undefined, available: undefined, ...trade, onSale: variant.sellable };
  const change = (tx: Queryable) => (cart: Cart) => addOnce(tx, key, cart, () => addLine(cart, variant, shelf, input));
  const outcome = await inTransaction(db, (tx) => changeOpened(tx, target, caller, change(tx)));
  const together = key && outcome.kind === 'problem' && outcome.problem === keyIsTaken;
  return together ? ((await answerAddition(db, key, caller)) ?? outcome) : outcome;
}

/** The key in the transaction of the change; taken by somebody at once, who is waited for, it changes nothing more. */
async function addOnce(tx: Queryable, key: AdditionKey | undefined, cart: Cart, add: () => CartChange | CartProblem) {
  const fresh = !key || (await insertAddition(tx, key.scopes[0], key.key, { inputHash: hashOf(key), cartId: cart.id }));
  return fresh ? add() : keyIsTaken;
}

function addLine(
  cart: Cart,
  { sku, title }: VariantSnapshot,
  shelf: Shelf,
  { cartId, quantity, currencyCode }: AddToCartInput,
): CartChange | CartProblem {
  // Their own cart, emptied, is as good as a new one: or nobody could ever buy in another currency.
  const currency = cartId == null && cart.lines.length === 0 ? (currencyCode ?? cart.currency) : cart.currency;
  if (currencyCode != null && currencyCode !== currency)
    return invalidInput(['currencyCode'], `The cart is in ${cart.currency}: leave currencyCode out, or say ${cart.currency}.`);
  const refusal = refusalToAdd(sku, currency, shelf);
  if (refusal) return itemUnavailable(sku, refusal);
  const present = cart.lines.find((line) => line.sku === sku);
  const sum = (present?.quantity ?? 0) + (quantity ?? 1);
  if (sum > maxQuantity) return invalidInput(['quantity'], `The cart would hold ${sum} of ${sku}; at most ${maxQuantity}.`);
  if (!present && cart.lines.length >= maxLines) return invalidInput(['sku'], `A cart holds at most ${maxLines} different SKUs.`);
  return { line: { sku, title, quantity: sum }, currency };
}
