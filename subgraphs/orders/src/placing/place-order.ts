import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { uuidv7 } from '@cartograph/kit/ids';
import type { Work } from '@cartograph/kit/work';
import { claimCart } from '#cart/cart-store';
import type { Cart } from '#cart/rules/cart';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { AccessTokens } from '#order/issue-access-token';
import { createBatcher } from '#placing/batcher';
import type { Newborn, ReadVariants } from '#placing/drive';
import { answerAgain, followPlacement } from '#placing/follow-placement';
import { insertPlacements, type NewPlacement } from '#placing/placement-store';
import { readBasket } from '#placing/read-basket';
import { createReads, type Reads } from '#placing/reads';
import { buyerOf } from '#placing/rules/buyer';
import { checkIdempotencyKey } from '#placing/rules/fields';
import { checkInput } from '#placing/rules/input';
import { type PlaceOrderOutcome, refused } from '#placing/rules/outcome';
import type { Placement } from '#placing/rules/placement';
import { cartConflict } from '#placing/rules/problem';
import { currentKeyRules } from '#placing/rules/purchase-key';
import { normalizeRequest } from '#placing/rules/request';
import { inputHashOf, isSamePurchase } from '#placing/same-purchase';
import type { Watch } from '#placing/watch';

export interface PlaceOrderDependencies {
  db: Database;
  work: Work<Newborn>;
  watch: Watch;
  readVariants: ReadVariants;
  tokens: AccessTokens;
}

export type PlaceOrder = (input: PlaceOrderInput, caller: Caller) => Promise<PlaceOrderOutcome>;

/** Places an order, or tells what became of it: the same key never places or charges twice, whoever repeats it and whenever. */
export function createPlaceOrder(given: PlaceOrderDependencies): PlaceOrder {
  const deps = { ...given, reads: createReads(given.db) };
  const insert = createBatcher(async (placements: NewPlacement[]) => {
    const ids = await insertPlacements(deps.db, placements, deps.work.worker, deps.work.leaseMs);
    return placements.map(({ id }) => ids.has(id));
  });
  return async (input, caller) => {
    const deadline = Date.now() + Math.min(Math.max(input.waitMs ?? 5_000, 0), 30_000);
    const badKey = checkIdempotencyKey(input.idempotencyKey);
    const buyer = buyerOf(input, caller);
    // Without a key and a buyer there is nothing to look up: the form is told everything that is wrong with it at once.
    if (badKey || '__typename' in buyer) {
      const first = [badKey, '__typename' in buyer ? buyer : undefined].filter((problem) => problem !== undefined);
      return refused([...first, ...checkInput(input)]);
    }
    const { email, customerId, scope, olderScopes } = buyer;
    const { idempotencyKey } = input;
    const known = () => findByKey(deps.reads, [scope, ...olderScopes], idempotencyKey);
    const isSame = (earlier: Placement) => isSamePurchase(earlier, input, customerId);
    const basket = await readBasket(deps.db, input, caller);
    if (Array.isArray(basket)) {
      // A key that was used has its answer, whatever is wrong with the input today: its cart may be closed by this very key.
      const earlier = await known();
      return earlier ? answerAgain(deps, earlier, isSame, deadline) : refused(basket);
    }
    const request = { ...normalizeRequest(input, basket), email, customerId };
    const cart = basket.cart;
    const key = { scope, olderScopes, idempotencyKey, inputHash: inputHashOf(input, currentKeyRules), keyRules: currentKeyRules };
    const fresh: NewPlacement = { id: uuidv7(), ...key, cartId: cart?.id ?? null, request };
    // Read beside the intent, so that the buyer does not wait for one after the other; a key that was used before has asked in vain.
    const snapshots = deps.readVariants(request.lines);
    snapshots.catch(() => undefined);
    failpoint('orders.intent.before_persist');
    const intent = cart ? await insertWithCart(deps, fresh, cart) : (await insert(fresh)) ? 'inserted' : 'known';
    failpoint('orders.intent.after_persist');
    if (intent === 'known') {
      const earlier = await known();
      if (!earlier) throw new Error('a placement that was there is gone');
      return answerAgain(deps, earlier, isSame, deadline);
    }
    if (intent === 'conflict')
      return refused([cartConflict(fresh.cartId ?? '', 'The cart was changed or is being ordered: look at it again.')]);
    const placement = newborn(fresh);
    deps.work.adopt(placement.id, { placement, snapshots });
    return followPlacement(deps, placement, false, deadline);
  };
}

/** The scope of now first: what was placed under an older one is found as well. */
async function findByKey(reads: Reads, scopes: readonly string[], idempotencyKey: string): Promise<Placement | undefined> {
  const found = await Promise.all(scopes.map((scope) => reads.byKey({ scope, idempotencyKey })));
  return found.find((placement) => placement !== undefined);
}

/** The intent and the claim of the cart at the version that was read, in one transaction: both or none. */
async function insertWithCart(
  { db, work }: PlaceOrderDependencies,
  fresh: NewPlacement,
  cart: Cart,
): Promise<'inserted' | 'known' | 'conflict'> {
  class Conflict extends Error {}
  try {
    return await db.transaction(async (tx) => {
      const ids = await insertPlacements(tx, [fresh], work.worker, work.leaseMs);
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
