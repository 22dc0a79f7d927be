import fc from 'fast-check';

/** One buyer's wish, sent once and perhaps again. Times in virtual milliseconds. */
export interface Wish {
  at: number;
  buyer: number;
  /** Buyers who use one key for two wishes are to get one order. */
  key: number;
  basket: number;
  quantity: number;
  /** How their card behaves: see the payments room. */
  card: string;
  redeemPoints: number;
  coupon: boolean;
  /** The cart with this number is ordered instead of the basket. */
  cart: number | null;
  expected: 'none' | 'right' | 'wrong';
  waitMs: number;
  /** The same request again, this much later each. */
  again: number[];
  /** Once placed, it is cancelled after this time. */
  cancelAfter: number | null;
  /** Sent to the bank, the buyer goes back and gives the payment up after this time. */
  giveUpAfter: number | null;
  /** Sent to the bank, the buyer pays with another card, under another key, after this time. */
  payAgainAfter: number | null;
}

export const faultKinds = [
  'lose request',
  'lose reply',
  'arrive late',
  'slow request',
  'slow reply',
  'arrive twice',
  'crash before sending',
  'crash after sending',
  'pause',
  'server crash',
] as const;

export const places = ['database', 'products', 'inventory', 'pricing', 'customers', 'payments'] as const;
export type Place = (typeof places)[number];

/** What becomes of one message: counted from the history's first, of all or of those to one place. */
export interface Fault {
  message: number;
  to: Place | null;
  kind: (typeof faultKinds)[number];
  ms: number;
}

export interface Outage {
  place: Place;
  at: number;
  ms: number;
}

export interface History {
  /** Of delays and of the order of what is due at once. */
  seed: number;
  wishes: Wish[];
  faults: Fault[];
  outages: Outage[];
  /** Inventory asks what became of a hold when it is this old. */
  holdMs: number;
  /** From then on one SKU is not on sale, and another one costs more. */
  changeAt: number;
}

const cards = [
  ...Array.from({ length: 12 }, () => 'ok'),
  'declined',
  'unknown:1',
  'unknown:2',
  'unknown:3',
  'unknown:3',
  'unknown:3',
  'unknown:5',
  'challenge:300:approve',
  'challenge:300:approve',
  'challenge:1500:approve',
  'challenge:0:never',
  'challenge:9000:approve',
  'challenge:700:deny',
  'challenge:0:never',
  'capture_unknown:2',
  'capture_refused',
  'capture_refused',
  'capture_refused',
];

const wish = fc.record<Wish>({
  at: fc.integer({ min: 0, max: 1_500 }),
  buyer: fc.integer({ min: 0, max: 3 }),
  key: fc.integer({ min: 0, max: 30 }),
  basket: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 5),
  quantity: fc.integer({ min: 1, max: 3 }),
  card: fc.constantFrom(...cards),
  redeemPoints: fc.constantFrom(0, 0, 20, 90),
  coupon: fc.boolean(),
  cart: fc.constantFrom(null, null, null, null, null, 0, 1, 2),
  expected: fc.constantFrom('none', 'none', 'none', 'right', 'right', 'wrong'),
  waitMs: fc.constantFrom(0, 400, 5_000),
  again: fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 2 }),
  cancelAfter: fc.constantFrom(null, null, 0, 60, 1_500),
  giveUpAfter: fc.constantFrom(null, null, 0, 280, 700, 9_000),
  payAgainAfter: fc.constantFrom(null, 0, 280, 1_500),
});

/** Among all messages, or among those to one place, where the decisive ones are fewer. */
const target = fc.oneof(
  { weight: 2, arbitrary: fc.record({ message: fc.integer({ min: 0, max: 500 }), to: fc.constant(null) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      message: fc.integer({ min: 0, max: 80 }),
      to: fc.constantFrom<Place>('database', 'inventory', 'pricing', 'customers'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ message: fc.integer({ min: 0, max: 80 }), to: fc.constant<Place>('payments') }) },
);

const fault = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(...faultKinds),
      ms: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 500 }) },
        { weight: 3, arbitrary: fc.integer({ min: 3_000, max: 9_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 12_000, max: 25_000 }) },
      ),
    }),
  },
  // Long enough for another worker to take over.
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), ms: fc.integer({ min: 3_500, max: 9_000 }) }) },
);

const outage = fc.record<Outage>({
  place: fc.constantFrom(...places),
  at: fc.integer({ min: 0, max: 2_000 }),
  ms: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5_000, max: 150_000 }) },
  ),
});

/** Shrinking takes wishes, faults and outages away, one after the other. */
export const histories: fc.Arbitrary<History> = fc.record({
  seed: fc.nat(),
  wishes: fc.array(wish, { minLength: 1, maxLength: 40, size: 'max' }),
  faults: fc.array(
    fc.tuple(target, fault).map(([where, what]): Fault => ({ ...where, ...what })),
    { maxLength: 40, size: 'max' },
  ),
  outages: fc.oneof(
    { weight: 9, arbitrary: fc.constant<Outage[]>([]) },
    { weight: 1, arbitrary: fc.array(outage, { minLength: 1, maxLength: 2 }) },
  ),
  holdMs: fc.constantFrom(600_000, 4_000),
  changeAt: fc.constantFrom(1_000_000, 400, 900, 1_400),
});
