import { type Caller, clientOf } from '@cartograph/kit/caller';
import { failpoint } from '@cartograph/kit/failpoints';
import { uuidv7 } from '@cartograph/kit/ids';
import { prepareAddresses } from '@cartograph/kit/people/address';
import { invalidInput } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { AccessTokens } from '#order/issue-access-token';
import { createBatcher } from '#placing/batcher';
import { type Heard, isGuestWithCoupon, type Payer } from '#placing/count-attempts';
import type { ReadGround } from '#placing/drive';
import { answerAgain, followPlacement } from '#placing/follow-placement';
import { type CartDependencies, insertWithCart } from '#placing/insert-with-cart';
import { insertPlacements, type NewPlacement } from '#placing/placement-store';
import { type Basket, isBeingOrdered, readBasket } from '#placing/read-basket';
import type { Reads } from '#placing/reads';
import { type Buyer, buyerOf } from '#placing/rules/buyer';
import { checkIdempotencyKey } from '#placing/rules/fields';
import { checkInput } from '#placing/rules/input';
import { type PlaceOrderOutcome, refused } from '#placing/rules/outcome';
import type { Placement } from '#placing/rules/placement';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { cartConflict, type StoredProblem, tooManyCoupons, tooManyDeclines } from '#placing/rules/problem';
import { currentKeyRules, isSecretKey } from '#placing/rules/purchase-key';
import { normalizeRequest } from '#placing/rules/request';
import { inputHashOf, isSamePurchase } from '#placing/same-purchase';
import { namesSaved, type SavedAddresses, withSavedAddresses } from '#placing/saved-addresses';
import { cartPatienceMs, freeCart } from '#placing/supersede-challenge';

export interface PlaceOrderDependencies extends CartDependencies {
  reads: Reads;
  customers: SavedAddresses;
  readGround: ReadGround;
  tokens: AccessTokens;
  rules: PlacingRules;
  attempts: Heard;
}

export type PlaceOrder = (input: PlaceOrderInput, caller: Caller) => Promise<PlaceOrderOutcome>;

/** Places an order, or tells what became of it: the same key never places or charges twice, whoever repeats it and whenever. */
export function createPlaceOrder(deps: PlaceOrderDependencies): PlaceOrder {
  const insert = createBatcher(async (placements: NewPlacement[]) => {
    const ids = await insertPlacements(deps.db, placements, deps.work.worker, deps.work.leaseMs);
    return placements.map(({ id }) => ids.has(id));
  });
  return async (input, caller) => {
    const deadline = Date.now() + Math.min(Math.max(input.waitMs ?? 5_000, 0), 30_000);
    const preparing = prepareAddresses([input.shippingAddress, input.billingAddress]);
    if (preparing) await preparing;
    const badKey = checkIdempotencyKey(input.idempotencyKey);
    const buyer = buyerOf(input, caller);
    // Without a key and a buyer there is nothing to look up: the form is told everything that is wrong with it at once.
    if (badKey || '__typename' in buyer) {
      const first = [badKey, '__typename' in buyer ? buyer : undefined].filter((problem) => problem !== undefined);
      return refused([...first, ...checkInput(input, deps.rules)]);
    }
    const { email, customerId, scope, olderScopes } = buyer;
    const { idempotencyKey } = input;
    const known = () => findByKey(deps.reads, [scope, ...olderScopes], idempotencyKey);
    const again = { isSame: (earlier: Placement) => isSamePurchase(earlier, input, customerId), idempotencyKey };
    const address = clientOf(caller);
    const client = address === undefined ? null : deps.tokens.conceal(address);
    // What names no saved address waits for nobody.
    const named = namesSaved(input) ? await resolved(deps, input, customerId) : undefined;
    if (named?.kind === 'unheard') {
      const earlier = await known();
      if (!earlier) throw named.fault;
      return answerAgain(deps, earlier, again, deadline);
    }
    const asked = named?.kind === 'input' ? named.input : input;
    const read = async () =>
      named?.kind === 'refused'
        ? [...checkInput(input, deps.rules), ...named.problems]
        : withinCoupons(deps, { client, customerId }, await readBasket(deps.db, asked, caller, deps.rules));
    let basket: Basket | StoredProblem[] =
      guessable(buyer, input, deps.rules) ?? declinedTooOften(deps, { client, customerId }) ?? (await read());
    if (Array.isArray(basket)) {
      // A key that was used has its answer, whatever is wrong with the input today: its cart may be closed by this very key.
      const earlier = await known();
      if (earlier) return answerAgain(deps, earlier, again, deadline);
      if (isBeingOrdered(basket) && (await supersede(deps, input, buyer))) basket = await read();
      if (Array.isArray(basket)) return refused(basket);
    }
    const request = normalizeRequest(asked, basket, { email, customerId, client });
    const cart = basket.cart;
    const fresh: NewPlacement = {
      id: uuidv7(),
      scope,
      cartId: cart?.id ?? null,
      request,
      keyRules: currentKeyRules,
      inputHash: inputHashOf(input, currentKeyRules),
      olderScopes,
      idempotencyKey,
    };
    // Read beside the intent, so that the buyer does not wait for one after the other; a key that was used before has asked in vain.
    const ground = deps.readGround(request);
    ground.catch(() => undefined);
    failpoint('orders.intent.before_persist');
    const intent = cart ? await insertWithCart(deps, fresh, cart, buyer) : (await insert(fresh)) ? 'inserted' : 'known';
    failpoint('orders.intent.after_persist');
    if (intent === 'known') {
      const earlier = await known();
      if (!earlier) throw new Error('a placement that was there is gone');
      return answerAgain(deps, earlier, again, deadline);
    }
    if (intent === 'conflict')
      return refused([cartConflict(fresh.cartId ?? '', 'The cart was changed or is being ordered: look at it again.')]);
    const placement = newborn(fresh);
    deps.work.adopt(placement.id, { placement, ground });
    return followPlacement(deps, placement, { replayed: false, opens: true }, deadline);
  };
}

/** Customers that is away keeps no key that was used from its answer. */
const resolved = (deps: PlaceOrderDependencies, input: PlaceOrderInput, customerId: string | null) =>
  withSavedAddresses(deps.customers, input, customerId).catch((fault: unknown) => ({ kind: 'unheard' as const, fault }));

/** The scope of now first: what was placed under an older one is found as well. */
async function findByKey(reads: Reads, scopes: readonly string[], idempotencyKey: string): Promise<Placement | undefined> {
  const found = await Promise.all(scopes.map((scope) => reads.byKey({ scope, idempotencyKey })));
  return found.find((placement) => placement !== undefined);
}

/** Before anything is recorded: the same key may be used again later. */
function declinedTooOften({ attempts }: PlaceOrderDependencies, payer: Payer): StoredProblem[] | undefined {
  const closedMs = attempts.declines?.closedForMs(payer);
  return closedMs === undefined ? undefined : [tooManyDeclines(closedMs)];
}

function withinCoupons({ attempts }: PlaceOrderDependencies, payer: Payer, basket: Basket | StoredProblem[]): Basket | StoredProblem[] {
  if (Array.isArray(basket) || !isGuestWithCoupon({ ...payer, ...basket })) return basket;
  const closedMs = attempts.coupons?.closedForMs(payer);
  return closedMs === undefined ? basket : [tooManyCoupons(closedMs)];
}

/** In production a guest's key is what opens the order: one that can be guessed is refused, unless it was used before. */
const guessable = ({ customerId }: Buyer, { idempotencyKey }: PlaceOrderInput, { development }: PlacingRules) =>
  development || customerId !== null || isSecretKey(idempotencyKey)
    ? undefined
    : [invalidInput(['idempotencyKey'], 'idempotencyKey of a guest must have at least 22 characters that nobody can guess.')];

const supersede = async (deps: CartDependencies, { cartId }: PlaceOrderInput, buyer: Buyer): Promise<boolean> =>
  cartId != null && (await freeCart(deps, cartId.toLowerCase(), buyer, Date.now() + cartPatienceMs)) !== 'taken';

const newborn = (fresh: NewPlacement): Placement => ({
  ...fresh,
  state: 'pending',
  facts: {},
  problems: null,
  attempts: 0,
  needsAttention: false,
  lastError: null,
  abandoned: false,
  recent: true,
});
