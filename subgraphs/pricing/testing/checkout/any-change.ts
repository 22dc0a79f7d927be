import fc from 'fast-check';
import { stackings } from '#rules/promotion';

export const skus = ['MUG', 'TEA'] as const;
/** Of everybody, of members, and for a time. */
export const lists = ['default-usd', 'members-usd', 'sale-usd'] as const;
export const places = [
  { country: 'US', region: '' },
  { country: 'US', region: 'CA' },
  { country: 'DE', region: '' },
] as const;
export const buyers = ['ada', 'bob'] as const;

const cents = fc.integer({ min: 1, max: 5_000 });
const often = fc.constantFrom('always', 'always', 'always', 'begun', 'ending', 'over', 'to come');
const category = fc.constantFrom('standard', 'food');

/** One thing that staff do to the shop, by one of their use cases. */
export const anyChange = fc.oneof(
  fc.record({
    kind: fc.constant('price' as const),
    sku: fc.constantFrom(...skus),
    list: fc.constantFrom(...lists),
    cents: fc.integer({ min: 10, max: 5_000 }),
    /** Of five and more; null: there is no break. */
    fromFive: fc.option(fc.integer({ min: 1, max: 9 })),
    during: often,
  }),
  fc.record({
    kind: fc.constant('list' as const),
    list: fc.constantFrom('members-usd' as const, 'sale-usd' as const),
    priority: fc.integer({ min: 1, max: 2_000 }),
    members: fc.boolean(),
    during: often,
  }),
  fc.record({
    kind: fc.constant('tax' as const),
    place: fc.constantFrom(...places),
    category,
    percent: fc.integer({ min: 0, max: 30 }),
    included: fc.boolean(),
    appliesToShipping: fc.boolean(),
    roundedPer: fc.constantFrom('LINE' as const, 'RATE' as const),
  }),
  fc.record({
    kind: fc.constant('shipping' as const),
    nth: fc.nat(1),
    active: fc.boolean(),
    countries: fc.constantFrom([], [], ['US', 'DE'], ['US']),
    cents,
    freeFrom: fc.option(cents),
    maxWeightGrams: fc.constantFrom(null, 1_000, 5_000),
  }),
  fc.record({
    kind: fc.constant('promotion' as const),
    nth: fc.nat(2),
    active: fc.boolean(),
    stacking: fc.constantFrom(...stackings),
    percent: fc.integer({ min: 1, max: 100 }),
    shipping: fc.boolean(),
    quantity: fc.option(fc.integer({ min: 1, max: 6 })),
    usageLimit: fc.constantFrom(null, 1_000_000),
    usageLimitPerCustomer: fc.constantFrom(null, null, 1, 1_000),
    during: often,
  }),
  fc.record({ kind: fc.constant('coupon' as const), active: fc.boolean(), limited: fc.boolean(), over: fc.boolean() }),
  fc.record({ kind: fc.constant('groups' as const), buyer: fc.constantFrom(...buyers), member: fc.boolean() }),
  fc.record({
    kind: fc.constant('goods' as const),
    sku: fc.constantFrom(...skus),
    category,
    weightGrams: fc.integer({ min: 0, max: 2_000 }),
  }),
);
export type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;
export type During = Extract<Change, { kind: 'price' }>['during'];
