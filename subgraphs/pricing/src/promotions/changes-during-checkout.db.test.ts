import { authorOfCommand } from '@cartograph/kit/audit';
import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';
import type { FreezeQuoteCommand } from '#freeze-quotes';
import { savePromotion } from '#promotions/save-promotion';
import { updateCoupons } from '#promotions/update-coupons';
import { quoteBaskets } from '#quote-baskets';
import { stackings } from '#rules/promotion';

const db = await freshDatabase('pricing');
const pricing = commands(db);
const by = authorOfCommand('a test');

/** What staff may do between a buyer's quote and the end of the order. */
const anyChange = fc.oneof(
  fc.record({
    kind: fc.constant('promotion' as const),
    nth: fc.nat(2),
    active: fc.boolean(),
    stacking: fc.constantFrom(...stackings),
    percent: fc.integer({ min: 1, max: 100 }),
    usageLimit: fc.constantFrom(null, 1_000_000),
  }),
  fc.record({ kind: fc.constant('price' as const), cents: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant('coupon' as const), active: fc.boolean() }),
);
type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

async function make(change: Change): Promise<void> {
  switch (change.kind) {
    case 'price':
      return pricing.importPricing({ prices: [{ sku: 'MUG', currency: 'USD', listMinor: BigInt(change.cents), breaks: [] }] });
    case 'coupon': {
      const ids = await db.query<{ id: string }>({ text: `select id from coupons` });
      await updateCoupons(db, { ids: ids.map(({ id }) => id), active: change.active, usageLimit: undefined, endsAt: undefined }, by);
      return;
    }
    case 'promotion': {
      const { nth, active, stacking, usageLimit } = change;
      const code = `P-${nth}`;
      const [row] = await db.query<{ id: string; version: number }>({
        text: 'select id, version from promotions where code = $1',
        values: [code],
      });
      const effect = { kind: 'PERCENT_OFF' as const, percent: String(change.percent), amounts: null, buyQuantity: null };
      const outcome = await savePromotion(
        db,
        {
          id: row?.id ?? null,
          expectedVersion: row?.version ?? null,
          given: {
            code,
            name: code,
            active,
            priority: nth + 1,
            stacking,
            needsCoupon: false,
            startsAt: null,
            endsAt: null,
            usageLimit,
            usageLimitPerCustomer: null,
            conditions: [],
            effect: { ...effect, getQuantity: null, bundleSkus: null, maximum: null },
          },
        },
        by,
      );
      expect(outcome.kind).toBe('saved');
    }
  }
}

const changes = fc.array(anyChange, { maxLength: 3 });
const basket = (quantity: number, couponCodes: string[]) => ({
  currency: 'USD' as const,
  lines: [{ sku: 'MUG', quantity }],
  destination: null,
  couponCodes,
  redeemPoints: 0,
  customerId: null,
  buyerKey: null,
});

async function totalNow(quantity: number, couponCodes: string[]): Promise<bigint | undefined> {
  const [quote] = await quoteBaskets(db, [basket(quantity, couponCodes)], () => Promise.resolve(0));
  return quote && 'kind' in quote && quote.kind === 'priced' && quote.rejectedCoupons.length === 0 ? quote.totalMinor : undefined;
}

/** As orders does: what is frozen at another sum than the buyer expects is given up, never paid. */
async function checkOut(expected: bigint | undefined, command: FreezeQuoteCommand): Promise<bigint | undefined> {
  const [frozen] = await pricing.freezeQuotes([command]);
  if (frozen?.quote && frozen.quote.totalMinor === expected) return frozen.quote.totalMinor;
  await pricing.cancelQuotes([command]);
  return undefined;
}

test('whatever staff change during a checkout, nobody pays another sum than the one they saw, and no use is lost', async () => {
  await pricing.importPricing({
    prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] }],
    coupons: [{ code: 'MINE', basisPoints: 700, usageLimit: 1_000_000 }],
  });
  await fc.assert(
    fc.asyncProperty(
      changes,
      changes,
      changes,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (first, second, third, quantity, gives) => {
        const couponCodes = gives ? ['MINE'] : [];
        for (const change of first) await make(change);
        const expected = await totalNow(quantity, couponCodes);
        for (const change of second) await make(change);
        const atFreeze = await totalNow(quantity, couponCodes);
        const command = { ...basket(quantity, couponCodes), placementId: uuidv7() };
        const paid = await checkOut(expected, command);
        // It is placed when nothing changed the sum, and only then.
        expect(paid).toBe(atFreeze === expected ? expected : undefined);
        for (const change of third) await make(change);
        const [kept] = await pricing.freezeQuotes([command]);
        expect(kept?.quote?.totalMinor).toBe(paid ?? kept?.quote?.totalMinor);
        const [ended] = paid === undefined ? await pricing.cancelQuotes([command]) : await pricing.confirmQuotes([command]);
        expect(paid === undefined || ended?.state === 'CONFIRMED').toBe(true);
        if (quantity % 2 === 0 && paid !== undefined) await pricing.returnCoupons([command]);
      },
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 25) },
  );
  for (const { name, sql } of checks.own) expect([name, await db.query({ text: sql })]).toEqual([name, []]);
}, 1_200_000);
