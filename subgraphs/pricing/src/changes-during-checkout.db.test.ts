import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';
import type { FreezeQuoteCommand } from '#freeze-quotes';
import { anyChange, buyers, type Change, places, skus } from '#testing/checkout/any-change';
import { type Checkout, checkOut, endOf, type Fault, quoteNow, shownTotal } from '#testing/checkout/check-out';
import { makeChange } from '#testing/checkout/make-change';

const db = await freshDatabase('pricing');
const pricing = commands(db);
const ids = { ada: uuidv7(), bob: uuidv7() };
/** `npm run checkouts` lives through 1,000. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 40);

const make = (change: Change) => makeChange(db, ids, change);
async function makeAll(changes: readonly Change[], atOnce: boolean): Promise<void> {
  if (atOnce) await Promise.all(changes.map(make));
  else for (const change of changes) await make(change);
}

beforeAll(async () => {
  const rate = { included: false, rounding: 'HALF_UP' as const, roundedPer: 'LINE' as const, appliesToShipping: false, source: 'a test' };
  await pricing.importPricing({
    prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 1250n, breaks: [] })),
    coupons: [{ code: 'MINE', basisPoints: 700, usageLimit: 1_000_000 }],
    taxRates: [{ country: 'US', region: 'CA', taxCategory: 'standard', ratePpm: 72_500, ...rate }],
    pointValues: [{ currency: 'USD', microMinor: 1_000_000n }],
  });
  for (const list of ['members-usd', 'sale-usd'] as const)
    await make({ kind: 'list', list, priority: list === 'sale-usd' ? 100 : 500, members: list === 'members-usd', during: 'always' });
});

const refusals = ['price changed', 'coupon rejected', 'no price', 'not sent there'] as const;
const changes = fc.array(anyChange, { maxLength: 3 });
const anyCheckout = fc.record({
  lines: fc.uniqueArray(fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 9 }) }), {
    selector: ({ sku }) => sku,
    minLength: 1,
  }),
  destination: fc.option(fc.constantFrom(...places)),
  couponCodes: fc.constantFrom([], [], ['mine']),
  redeemPoints: fc.constantFrom(0, 0, 150),
  buyer: fc.constantFrom(...buyers, null),
  /** Before the quote; between it and the frozen price; while that is frozen; between it and the money. */
  opened: changes,
  thought: fc.array(anyChange, { maxLength: 5 }),
  beside: changes,
  paying: changes,
  atOnce: fc.boolean(),
  returned: fc.boolean(),
});
type AnyCheckout = typeof anyCheckout extends fc.Arbitrary<infer T> ? T : never;

function commandOf({ lines, destination, couponCodes, redeemPoints, buyer }: AnyCheckout): FreezeQuoteCommand {
  const who = { customerId: buyer && ids[buyer], buyerKey: `${buyer ?? uuidv7()}@example.com` };
  const place = destination && { ...destination, postalCode: null };
  return { placementId: uuidv7(), currency: 'USD', lines, destination: place, couponCodes, redeemPoints: buyer ? redeemPoints : 0, ...who };
}

/** A buyer was charged what they did not say yes to. */
class WrongSum extends Error {}

/** Everything has a price again and is sent everywhere. */
const reopened: readonly Change[] = [
  ...skus.map((sku) => ({
    kind: 'price' as const,
    sku,
    list: 'default-usd' as const,
    cents: 1250,
    fromFive: 5,
    during: 'always' as const,
  })),
  { kind: 'shipping', nth: 0, active: true, countries: [], cents: 595, freeFrom: 5_000, maxWeightGrams: null },
];

/** What a buyer sees before they order; what could not be bought at all is put on sale again first. */
async function shownFirst(command: FreezeQuoteCommand): Promise<bigint> {
  const shown = shownTotal(await quoteNow(db, command));
  if (shown !== null) return shown;
  await makeAll(reopened, false);
  const total = shownTotal(await quoteNow(db, command));
  if (total === null) throw new Error('nothing can be bought');
  return total;
}

async function live(drawn: AnyCheckout, fault: Fault): Promise<Checkout> {
  const command = commandOf(drawn);
  await makeAll(drawn.opened, drawn.atOnce);
  const expected = await shownFirst(command);
  await makeAll(drawn.thought, drawn.atOnce);
  const then = endOf(await quoteNow(db, command), expected);
  // What staff do while the price is frozen comes before it or after it: both ends are right, as long as the sum is.
  const racing = drawn.atOnce && drawn.beside.length > 0 ? makeAll(drawn.beside, true) : undefined;
  const meanwhile = {
    before: () => (fault === 'none' ? Promise.resolve() : makeAll(drawn.beside, false)),
    after: async () => {
      await racing;
      await makeAll(drawn.paying, drawn.atOnce);
    },
  };
  const ended = await checkOut(db, pricing, command, expected, meanwhile, fault);
  await racing;
  if (!racing && fault === 'none') expect(ended.kind).toBe(then);
  if (ended.kind === 'charged' && ended.minor !== expected) throw new WrongSum(`${ended.minor} for ${expected}`);
  // The same command once more, as a call that got no answer is sent, gives what stands.
  const [again] = await pricing.freezeQuotes([command]);
  if (ended.kind === 'charged') expect(again).toMatchObject({ state: 'CONFIRMED', quote: { totalMinor: expected } });
  else expect(again?.state).toMatch(/^(CANCELLED|REFUSED)$/);
  if (drawn.returned && ended.kind === 'charged') await pricing.returnCoupons([command]);
  return ended;
}

const living = (fault: Fault, tell: (ended: Checkout) => void) =>
  fc.asyncProperty(anyCheckout, async (drawn) => {
    tell(await live(drawn, fault));
  });

test('whatever staff change during a checkout, a buyer pays the sum that they saw or is told why not, and no use is lost', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    living('none', ({ kind }) => {
      ends.set(kind, (ends.get(kind) ?? 0) + 1);
    }),
    { numRuns },
  );
  if (numRuns >= 1_000) console.log(Object.fromEntries(ends));
  // Both ends were met: a shop that refuses everybody would never charge a wrong sum.
  expect([ends.has('charged'), refusals.some((kind) => ends.has(kind))]).toEqual([true, true]);
  for (const { name, sql } of checks.own) expect([name, await db.query({ text: sql })]).toEqual([name, []]);
}, 1_800_000);

test.each(['compares what it asks for before it freezes', 'charges what it costs when money is taken'] as const)(
  'a checkout that %s charges another sum, and is caught',
  async (fault) => {
    const found = await fc.check(
      living(fault, () => undefined),
      { numRuns: 500, endOnFailure: true },
    );
    expect(found.errorInstance).toBeInstanceOf(WrongSum);
  },
  600_000,
);
