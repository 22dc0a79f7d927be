import { hash } from 'node:crypto';
import type { Caller } from '@cartograph/kit/caller';
import { customerIdOf } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { invalidInput, notFound } from '@cartograph/kit/problems';
import { type Cart, conflictOf, mayUseCart } from '#cart/cart';
import { claimCart, loadCarts } from '#cart/cart-store';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { AccessTokens } from '#order/issue-access-token';
import { createBatcher } from '#placing/batcher';
import type { Newborn, ReadVariants } from '#placing/drive-placement';
import type { Placement } from '#placing/placement';
import { insertPlacements, type NewPlacement } from '#placing/placement-store';
import { cartConflict, idempotencyConflict, isRetryable, type StoredProblem } from '#placing/problem';
import { createReads, type Reads } from '#placing/reads';
import { checkIdempotencyKey, checkInput, fingerprint, isEmail, normalizeEmail, normalizeRequest } from '#placing/request';
import type { Watch } from '#placing/watch';
import type { Saga } from '#saga';

export type PlaceOrderOutcome =
  | { kind: 'placed'; placement: Placement; replayed: boolean; accessToken: string | null }
  | { kind: 'pending'; placement: Placement; accessToken: string | null }
  | { kind: 'rejected'; problems: StoredProblem[]; retryable: boolean; placement: Placement | null }
  | { kind: 'action'; placement: Placement; redirectUrl: string; expiresAt: Date };

interface Reading extends PlaceOrderDependencies {
  reads: Reads;
}

export interface PlaceOrderDependencies {
  db: Database;
  saga: Saga<Newborn>;
  watch: Watch;
  readVariants: ReadVariants;
  tokens: AccessTokens;
}

/** Another process may decide: without news from this one, the row is read this often. */
const pollMs = 200;

export type PlaceOrder = (input: PlaceOrderInput, caller: Caller) => Promise<PlaceOrderOutcome>;

/** Places an order, or tells what became of it: the same key never places or charges twice, whoever repeats it and whenever. */
export function createPlaceOrder(given: PlaceOrderDependencies): PlaceOrder {
  const deps: Reading = { ...given, reads: createReads(given.db) };
  const insert = createBatcher(async (placements: NewPlacement[]) => {
    const ids = await insertPlacements(deps.db, placements, deps.saga.worker, deps.saga.leaseMs);
    return placements.map(({ id }) => ids.has(id));
  });
  return async (input, caller) => {
    const deadline = Date.now() + Math.min(Math.max(input.waitMs ?? 5_000, 0), 30_000);
    const badKey = checkIdempotencyKey(input.idempotencyKey);
    if (badKey) return refuse([badKey]);
    const buyer = buyerOf(input, caller);
    if ('__typename' in buyer) return refuse([buyer]);
    const inputHash = hash('sha256', fingerprint(input), 'base64url');
    const { email, customerId, scope } = buyer;
    const known = () => deps.reads.byKey({ scope, idempotencyKey: input.idempotencyKey });
    const basket = await basketOf(deps.db, input, caller);
    if (Array.isArray(basket)) {
      // A key that was used has its answer, whatever is wrong with the input today: its cart may be closed by this very key.
      const earlier = await known();
      return earlier ? replay(deps, earlier, inputHash, deadline) : refuse(basket);
    }
    const request = { ...normalizeRequest(input, basket), email, customerId };
    const cart = basket.cart;
    const fresh: NewPlacement = { id: uuidv7(), scope, idempotencyKey: input.idempotencyKey, inputHash, cartId: cart?.id ?? null, request };
    // Read beside the intent, so that the buyer does not wait for one after the other; a key that was used before has asked in vain.
    const snapshots = deps.readVariants(request.lines);
    snapshots.catch(() => undefined);
    failpoint('orders.intent.before_persist');
    const intent = cart ? await insertWithCart(deps, fresh, cart) : (await insert(fresh)) ? 'inserted' : 'known';
    failpoint('orders.intent.after_persist');
    if (intent === 'known') {
      const earlier = await known();
      if (!earlier) throw new Error('a placement that was there is gone');
      return replay(deps, earlier, inputHash, deadline);
    }
    if (intent === 'conflict')
      return refuse([cartConflict(fresh.cartId ?? '', 'The cart was changed or is being ordered: look at it again.')]);
    const placement = newborn(fresh);
    deps.saga.adopt(placement.id, { placement, snapshots });
    return follow(deps, placement, false, deadline);
  };
}

const refuse = (problems: StoredProblem[]): PlaceOrderOutcome => ({
  kind: 'rejected',
  problems,
  retryable: isRetryable(problems),
  placement: null,
});

/** Whose order it is: the signed-in customer's, under their own address, or a guest's, who must name one. */
function buyerOf(
  { email: given }: PlaceOrderInput,
  caller: Caller,
): { scope: string; email: string; customerId: string | null } | StoredProblem {
  const email = given == null ? undefined : normalizeEmail(given);
  if (email !== undefined && !isEmail(email)) return invalidInput(['email'], 'email must be an address such as ada@example.com.');
  if (caller.kind === 'customer') {
    if (email !== undefined && email !== normalizeEmail(caller.email))
      return invalidInput(['email'], 'email must be your own address, or be left out, while you are signed in.');
    return { scope: `customer:${caller.customerId}`, email: caller.email, customerId: caller.customerId };
  }
  if (email === undefined) return invalidInput(['email'], 'email is needed to order as a guest.');
  return { scope: `guest:${email}`, email, customerId: null };
}

interface Basket {
  lines: { sku: string; quantity: number }[];
  couponCodes: string[];
  currency: Cart['currency'];
  cart?: Cart;
}

/** What is to be bought, once the rest of the input is found acceptable. */
async function basketOf(db: Database, input: PlaceOrderInput, caller: Caller): Promise<Basket | StoredProblem[]> {
  const problems: StoredProblem[] = checkInput(input);
  if (caller.kind === 'guest' && (input.redeemPoints ?? 0) > 0)
    problems.push(invalidInput(['redeemPoints'], 'redeemPoints is for signed-in customers: leave it out or 0.'));
  if (problems.length > 0) return problems;
  const basket = input.cartId == null ? ownBasket(input) : await cartBasket(db, input, input.cartId, caller);
  if (Array.isArray(basket)) return basket;
  if (input.expectedTotal && input.expectedTotal.currencyCode !== basket.currency)
    return [invalidInput(['expectedTotal', 'currencyCode'], `currencyCode must be ${basket.currency}, what the order is paid in.`)];
  return basket;
}

const ownBasket = (input: PlaceOrderInput): Basket => ({
  lines: (input.lines ?? []).map(({ sku, quantity }) => ({ sku, quantity })),
  couponCodes: [...(input.couponCodes ?? [])],
  currency: input.currencyCode ?? 'USD',
});

async function cartBasket(db: Database, input: PlaceOrderInput, cartId: string, caller: Caller): Promise<Basket | StoredProblem[]> {
  const [cart] = isUuid(cartId) ? await loadCarts(db, [cartId]) : [];
  if (!cart || cart.status === 'closed' || !mayUseCart(cart, customerIdOf(caller), false)) return [notFound('There is no such cart.')];
  const conflict = conflictOf(cart, input.cartVersion);
  if (conflict) return [cartConflict(cart.id, conflict)];
  if (cart.lines.length === 0) return [invalidInput(['cartId'], 'The cart is empty.')];
  const currency = input.currencyCode && input.currencyCode !== 'USD' ? input.currencyCode : cart.currency;
  return { lines: cart.lines, couponCodes: cart.couponCodes, currency, cart };
}

/** The intent and the claim of the cart at the version that was read, in one transaction: both or none. */
async function insertWithCart(
  { db, saga }: PlaceOrderDependencies,
  fresh: NewPlacement,
  cart: Cart,
): Promise<'inserted' | 'known' | 'conflict'> {
  class Conflict extends Error {}
  try {
    return await db.transaction(async (tx) => {
      const ids = await insertPlacements(tx, [fresh], saga.worker, saga.leaseMs);
      if (!ids.has(fresh.id)) return 'known';
      if (!(await claimCart(tx, cart.id, cart.version, fresh.id))) throw new Conflict();
      return 'inserted';
    });
  } catch (error) {
    if (error instanceof Conflict) return 'conflict';
    throw error;
  }
}

const newborn = (fresh: NewPlacement): Placement => ({
  ...fresh,
  state: 'pending',
  facts: {},
  problems: null,
  attempts: 0,
  needsAttention: false,
  lastError: null,
  abandoned: false,
});

async function replay(deps: Reading, known: Placement, inputHash: string, deadline: number): Promise<PlaceOrderOutcome> {
  if (known.inputHash !== inputHash) return refuse([idempotencyConflict()]);
  // The buyer is back from their bank: ask the payment now rather than at its next turn.
  if (known.state === 'pending' && known.facts.challenge) {
    const news = deps.watch.next(known.id, Math.min(1_500, Math.max(0, deadline - Date.now())));
    await deps.saga.wake(known.id);
    await news;
    const fresh = await deps.reads.byId(known.id);
    return follow(deps, fresh ?? known, true, deadline);
  }
  return follow(deps, known, true, deadline);
}

/** Waits for the decision. Only what is committed is ever answered. */
async function follow(deps: Reading, placement: Placement, replayed: boolean, deadline: number): Promise<PlaceOrderOutcome> {
  let current = placement;
  const accessToken = placement.request.customerId === null ? deps.tokens.issue(placement.id) : null;
  for (;;) {
    switch (current.state) {
      case 'confirmed':
      case 'completed':
        return { kind: 'placed', placement: current, replayed, accessToken };
      case 'aborting':
      case 'aborted': {
        const problems = current.problems ?? [];
        return { kind: 'rejected', problems, retryable: isRetryable(problems), placement: current };
      }
      case 'pending': {
        const { challenge } = current.facts;
        if (challenge)
          return { kind: 'action', placement: current, redirectUrl: challenge.redirectUrl, expiresAt: new Date(challenge.expiresAt) };
        const left = deadline - Date.now();
        if (left <= 0) return { kind: 'pending', placement: current, accessToken };
        const told = await deps.watch.next(current.id, Math.min(left, pollMs));
        const read = told ?? (await deps.reads.byId(current.id));
        if (!read) throw new Error('a placement that was there is gone');
        current = read;
      }
    }
  }
}
