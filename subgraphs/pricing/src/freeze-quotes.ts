import type { Database, Queryable } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import type { CurrencyCode } from '@cartograph/kit/money';
import { readDestination } from '@cartograph/kit/people/address';
import { lockCounted } from '#coupon-store';
import { insertQuotes, loadQuotes, type NewPlacementQuote, type PlacementQuote } from '#quote-store';
import { type Basket, type BasketLine, destinationOf, problemOf } from '#rules/basket';
import { type Coupon, distinctCodes, type RejectedCoupon } from '#rules/coupon';
import { type FrozenQuote, frozenQuote, type QuoteState } from '#rules/frozen-quote';
import { claimedBy, claimedOnce, unused } from '#rules/promotion-limits';
import { type PriceOutcome, priceBasket, type ShippingProblem } from '#rules/quote';
import { loadRules } from '#rules-store';

export interface FreezeQuoteCommand {
  readonly placementId: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly BasketLine[];
  readonly destination: { readonly country: string; readonly region: string | null; readonly postalCode: string | null } | null;
  readonly couponCodes: readonly string[];
  readonly redeemPoints: number;
  readonly customerId: string | null;
  /** The groups that customers says they are in; left out or null: those that events told of. */
  readonly groupCodes?: readonly string[] | null;
  /** The identity of the buyer's e-mail, customer or guest. */
  readonly buyerKey: string | null;
  /** Left out or null: the cheapest way. */
  readonly shippingOptionId?: string | null;
}

export interface FreezeQuoteOutcome {
  placementId: string;
  state: QuoteState;
  quote: FrozenQuote | null;
  unpricedSkus: string[];
  rejectedCoupons: RejectedCoupon[];
  tooLarge: boolean;
  shippingProblem: ShippingProblem | null;
}

/**
 * Freezes the prices of placements and claims their coupons and promotions, once a placement: a repeated command gives what is stored. Two statements
 * (a read and a write); with coupons five, since their rows are locked before their uses are read. Where a promotion without a coupon has limits,
 * which only the read tells, six.
 */
export async function freezeQuotes(db: Database, commands: readonly FreezeQuoteCommand[]): Promise<FreezeQuoteOutcome[]> {
  if (commands.length === 0) return [];
  const open = [...new Map(commands.map((command) => [command.placementId, command])).values()];
  const placements = open.map((command) => ({ placementId: command.placementId, basket: basketOf(command) }));
  const codes = [...new Set(placements.flatMap(({ basket }) => distinctCodes(basket.couponCodes).map(([code]) => code)))].sort();
  const unlocked = codes.length === 0 ? await freeze(db, placements) : undefined;
  const stored = unlocked ?? (await db.transaction((tx) => freezeLocked(tx, placements, codes)));
  failpoint('pricing.freeze_quotes.after_commit');
  const missing = open.map(({ placementId }) => placementId).filter((id) => !stored.has(id));
  const found = missing.length === 0 ? [] : await loadQuotes(db, missing);
  const byId = new Map([...stored.values(), ...found].map((quote) => [quote.placementId, quote]));
  return commands.map(({ placementId }) => outcomeOf(placementId, byId.get(placementId)));
}

interface PlacementBasket {
  readonly placementId: string;
  readonly basket: Basket;
}

type Stored = Map<string, PlacementQuote>;

/** Gives what it stored, placements that were there already left out; undefined when there is something to be counted, which takes a lock first. */
async function freeze(db: Queryable, placements: readonly PlacementBasket[]): Promise<Stored | undefined> {
  const fresh = await price(db, placements);
  return fresh.some(({ claims }) => claims.some(({ counted }) => counted)) ? undefined : store(db, fresh);
}

async function freezeLocked(tx: Queryable, placements: readonly PlacementBasket[], codes: readonly string[]): Promise<Stored> {
  await lockCounted(tx, codes);
  return store(tx, await price(tx, placements));
}

/** Each placement sees the claims of those before it in the batch; one that is stored already claims nothing anew. */
async function price(db: Queryable, placements: readonly PlacementBasket[]): Promise<NewPlacementQuote[]> {
  const rules = await loadRules(
    db,
    placements.map(({ basket }) => basket),
    placements.map(({ placementId }) => placementId),
  );
  const coupons = new Map<string, Coupon>(rules.coupons);
  const promotionUses = new Map(rules.promotionUses);
  return placements
    .filter(({ placementId }) => !rules.known.has(placementId))
    .map(({ placementId, basket }) => {
      const quote = placementQuote(placementId, basket, priceBasket(basket, { ...rules, coupons, promotionUses }));
      for (const { promotionId, code } of quote.claims) {
        const coupon = coupons.get(code ?? '');
        if (coupon) coupons.set(coupon.code, claimedOnce(coupon));
        promotionUses.set(promotionId, claimedBy(promotionUses.get(promotionId) ?? unused, basket));
      }
      return quote;
    });
}

async function store(db: Queryable, fresh: readonly NewPlacementQuote[]): Promise<Stored> {
  failpoint('pricing.freeze_quotes.before_commit');
  // A cancel can bury a placement between the read and this write. Then it claims nothing; at worst one after it in the same batch was
  // refused a last use that is free again.
  const stored = fresh.length === 0 ? new Set<string>() : await insertQuotes(db, fresh);
  return new Map(fresh.filter(({ placementId }) => stored.has(placementId)).map((quote) => [quote.placementId, quote]));
}

function placementQuote(placementId: string, { customerId, buyerKey }: Basket, outcome: PriceOutcome): NewPlacementQuote {
  const none = { unpricedSkus: [], rejectedCoupons: [], tooLarge: false, shippingProblem: null };
  const refused = (refusal: Partial<NonNullable<PlacementQuote['refusal']>>): NewPlacementQuote => ({
    placementId,
    state: 'REFUSED',
    quote: null,
    refusal: { ...none, ...refusal },
    coupons: [],
    claims: [],
    customerId,
    buyerKey,
  });
  switch (outcome.kind) {
    case 'unpriced':
      return refused({ unpricedSkus: [...outcome.skus] });
    case 'too_large':
      return refused({ tooLarge: true });
    case 'unshippable':
      return refused({ shippingProblem: outcome.problem });
    case 'priced':
      if (outcome.rejectedCoupons.length > 0) return refused({ rejectedCoupons: [...outcome.rejectedCoupons] });
      return {
        placementId,
        state: 'FROZEN',
        quote: frozenQuote(outcome),
        refusal: null,
        coupons: outcome.claims.flatMap(({ code }) => code ?? []).toSorted(),
        claims: outcome.claims,
        customerId,
        buyerKey,
      };
  }
}

const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** The caller is a room that has checked its input: what is still wrong is a fault, and must not be stored as a price. */
function basketOf({ placementId, destination, ...command }: FreezeQuoteCommand): Basket {
  const basket: Basket = {
    ...command,
    // jsonb holds neither NUL nor half a surrogate pair, and nothing is called so.
    lines: command.lines.map(({ sku, quantity }) => ({ sku: storable(sku), quantity })),
    couponCodes: command.couponCodes.map(storable),
    buyerKey: command.buyerKey && storable(command.buyerKey),
    destination: destination && placeOf(destination),
  };
  const problem = problemOf(basket);
  if (problem) throw new RangeError(`placement ${placementId}: ${problem.path.join('.')}: ${problem.message}`);
  return basket;
}

/** orders has read it by the same rules; what it recorded before they were is understood as far as it can be. */
function placeOf(given: NonNullable<FreezeQuoteCommand['destination']>): Basket['destination'] {
  const outcome = readDestination(given, []);
  const { country, region } = outcome.kind === 'place' ? outcome.place : given;
  return destinationOf(country, region);
}

function outcomeOf(placementId: string, stored: PlacementQuote | undefined): FreezeQuoteOutcome {
  if (!stored) throw new Error(`placement ${placementId} was neither stored nor found`);
  const { unpricedSkus = [], rejectedCoupons = [], tooLarge = false, shippingProblem = null } = stored.refusal ?? {};
  return { placementId, state: stored.state, quote: stored.quote, unpricedSkus, rejectedCoupons, tooLarge, shippingProblem };
}
