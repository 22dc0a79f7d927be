import type { Line } from '#placing/rules/request';
import { untoldLine, untoldQuote } from '#placing/rules/untold';
import type { AuthorizePaymentOutcome, PaymentState } from '#remotes/payments';
import type { FrozenQuote } from '#remotes/pricing';
import type { OrdersRemotes, ShelfRemotes } from '#remotes/remotes';

/** What the other rooms keep, in memory, by the same protocol: Try, Confirm, Cancel with tombstones, states that are stored. */
export interface FakeRooms {
  remotes: OrdersRemotes & ShelfRemotes;
  /** Units a SKU; 1.00 each whatever it is, 0.40 for who is in the group `trade`. */
  stock: Map<string, number>;
  /** SKUs that products does not sell, and those without any price. */
  offSale: Set<string>;
  unpriced: Set<string>;
  stockStates: Map<
    string,
    { state: 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'RETURNED'; lines: Line[]; shortages: never[] | Shortage[] }
  >;
  payments: Map<string, { state: PaymentState; amountMinor: bigint; closed?: boolean }>;
  points: Map<string, number>;
  /** Of customers; missing: in none. */
  groups: Map<string, string[]>;
  /** Saved ones, by their ids. */
  addresses: Map<string, { customerId: string; address: { line1: string; city: string; country: string } & Record<string, string | null> }>;
  /** Makes the next `times` calls of a verb fail before (lost request) or after (lost reply) its effect. */
  lose(verb: string, what: 'request' | 'reply', times: number): void;
  /** From now on the provider refuses every capture for good. */
  refuseCaptures(): void;
  /** How many lists a verb was sent, and how many commands they held. */
  calls: Map<string, { lists: number; commands: number }>;
}

const blankAddress = { name: null, company: null, line2: null, region: null, postalCode: null, phone: null };

interface Shortage {
  sku: string;
  requested: number;
  available: number;
}

export function createFakeRooms(): FakeRooms {
  const stock = new Map<string, number>([
    ['MUG', 1_000],
    ['LAMP', 1],
    ['CHAIR', 0],
  ]);
  const [offSale, unpriced] = [new Set(['DRAFT']), new Set<string>()];
  const stockStates: FakeRooms['stockStates'] = new Map();
  const payments: FakeRooms['payments'] = new Map();
  const points = new Map<string, number>();
  const groups = new Map<string, string[]>();
  const addresses: FakeRooms['addresses'] = new Map();
  const quotes = new Map<string, { state: 'FROZEN' | 'CONFIRMED' | 'CANCELLED' | 'RETURNED'; quote: FrozenQuote | null }>();
  const pointStates = new Map<
    string,
    { state: 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'REVERSED'; customerId: string; points: number }
  >();
  let capturesRefused = false;
  const losses = new Map<string, { what: 'request' | 'reply'; times: number }>();
  const calls: FakeRooms['calls'] = new Map();

  const verb =
    <C, O>(name: string, one: (command: C) => O) =>
    async (commands: C[]): Promise<O[]> => {
      const seen = calls.get(name) ?? { lists: 0, commands: 0 };
      calls.set(name, { lists: seen.lists + 1, commands: seen.commands + commands.length });
      await new Promise((resolve) => setTimeout(resolve, 1));
      const loss = losses.get(name);
      const lost = loss && loss.times > 0 ? loss.what : undefined;
      if (loss && lost) loss.times -= 1;
      if (lost === 'request') throw new Error(`${name}: the request was lost`);
      const outcomes = commands.map(one);
      if (lost === 'reply') throw new Error(`${name}: the reply was lost`);
      return outcomes;
    };

  const move = <State extends string>(entry: { state: State } | undefined, from: State, to: State): void => {
    if (entry?.state === from) entry.state = to;
  };

  const reserve = ({ placementId, lines }: { placementId: string; lines: Line[] }) => {
    const known = stockStates.get(placementId);
    if (!known) {
      const shortages = lines.flatMap(({ sku, quantity }) => {
        const available = stock.get(sku) ?? 0;
        return available < quantity ? [{ sku, requested: quantity, available }] : [];
      });
      if (shortages.length === 0) for (const { sku, quantity } of lines) stock.set(sku, (stock.get(sku) ?? 0) - quantity);
      stockStates.set(placementId, { state: shortages.length === 0 ? 'HELD' : 'REFUSED', lines, shortages });
    }
    const { state, shortages } = stockStates.get(placementId) ?? { state: 'RELEASED' as const, shortages: [] };
    return { placementId, state, shortages };
  };
  const letGo = (to: 'RELEASED' | 'RETURNED') => {
    const from = to === 'RELEASED' ? 'HELD' : 'COMMITTED';
    return ({ placementId }: { placementId: string }) => {
      const entry = stockStates.get(placementId);
      if (!entry) stockStates.set(placementId, { state: 'RELEASED', lines: [], shortages: [] });
      if (entry?.state === from) {
        for (const { sku, quantity } of entry.lines) stock.set(sku, (stock.get(sku) ?? 0) + quantity);
        entry.state = to;
      }
      return { placementId, state: stockStates.get(placementId)?.state ?? 'RELEASED' };
    };
  };

  const priced = (lines: Line[], redeem: number, unitMinor: bigint): FrozenQuote => {
    const rows = lines.map(({ sku, quantity }) => {
      const totalMinor = unitMinor * BigInt(quantity);
      return { sku, quantity, unitMinor, totalMinor, ...untoldLine() };
    });
    const subtotalMinor = rows.reduce((sum, { totalMinor }) => sum + totalMinor, 0n);
    const discountMinor = BigInt(redeem) < subtotalMinor ? BigInt(redeem) : subtotalMinor;
    const sums = { subtotalMinor, discountMinor, shippingMinor: 0n, taxMinor: 0n, includedTaxMinor: 0n };
    const totalMinor = subtotalMinor - discountMinor;
    return {
      currency: 'USD',
      lines: rows,
      ...sums,
      totalMinor,
      pointsToEarn: Number(totalMinor / 100n),
      pointsRedeemed: Number(discountMinor),
      ...untoldQuote(),
      pointsValueMinor: discountMinor,
      discounts: redeem > 0 ? [{ kind: 'POINTS', code: null, label: 'points', amountMinor: discountMinor }] : [],
      taxes: [],
    };
  };
  const quoteMove =
    (from: 'FROZEN' | 'CONFIRMED', to: 'CONFIRMED' | 'CANCELLED' | 'RETURNED') =>
    ({ placementId }: { placementId: string }) => {
      const entry = quotes.get(placementId) ?? { state: 'CANCELLED' as const, quote: null };
      quotes.set(placementId, entry);
      move<'FROZEN' | 'CONFIRMED' | 'CANCELLED' | 'RETURNED'>(entry, from, to);
      return { placementId, state: entry.state };
    };
  const pointsMove =
    (from: 'HELD' | 'COMMITTED', to: 'COMMITTED' | 'RELEASED' | 'REVERSED', giveBack: boolean) =>
    ({ placementId }: { placementId: string }) => {
      const entry = pointStates.get(placementId) ?? { state: 'RELEASED' as const, customerId: '', points: 0 };
      pointStates.set(placementId, entry);
      if (giveBack && entry.state === from) points.set(entry.customerId, (points.get(entry.customerId) ?? 0) + entry.points);
      move<'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'REVERSED'>(entry, from, to);
      return { placementId, state: entry.state };
    };
  const authorized = (placementId: string, declineCode: string | null = null): AuthorizePaymentOutcome => ({
    placementId,
    state: payments.get(placementId)?.state ?? 'UNKNOWN',
    declineCode,
    redirectUrl: payments.get(placementId)?.state === 'CHALLENGED' ? 'https://bank.example/' : null,
    expiresAt: payments.get(placementId)?.state === 'CHALLENGED' ? new Date(Date.now() + 900_000) : null,
  });

  const declineCodeOf = ({ state, closed }: { state: PaymentState; closed?: boolean }): string | null =>
    state !== 'DECLINED' ? null : closed ? 'CHALLENGE_CANCELLED' : 'CARD_DECLINED';

  const remotes: OrdersRemotes & ShelfRemotes = {
    products: {
      snapshotVariants: verb('snapshotVariants', (sku: string) =>
        stock.has(sku) ? { sku, variantId: sku, title: `A ${sku}`, sellable: !offSale.has(sku) } : null,
      ),
    },
    inventory: {
      reserveStock: verb('reserveStock', reserve),
      commitStock: verb('commitStock', ({ placementId }) => {
        const entry = stockStates.get(placementId);
        if (entry?.state === 'HELD') entry.state = 'COMMITTED';
        return { placementId, state: entry?.state ?? 'RELEASED' };
      }),
      releaseStock: verb('releaseStock', letGo('RELEASED')),
      returnStock: verb('returnStock', letGo('RETURNED')),
      readAvailability: verb('readAvailability', (sku: string) => ({ sku, available: stock.get(sku) ?? 0 })),
    },
    pricing: {
      freezeQuotes: verb('freezeQuotes', ({ placementId, lines, redeemPoints, groupCodes }) => {
        const unit = groupCodes?.includes('trade') ? 40n : 100n;
        const entry = quotes.get(placementId) ?? { state: 'FROZEN' as const, quote: priced(lines, redeemPoints, unit) };
        quotes.set(placementId, entry);
        return {
          placementId,
          state: entry.state,
          quote: entry.quote,
          unpricedSkus: [],
          rejectedCoupons: [],
          tooLarge: false,
          shippingProblem: null,
        };
      }),
      confirmQuotes: verb('confirmQuotes', quoteMove('FROZEN', 'CONFIRMED')),
      cancelQuotes: verb('cancelQuotes', quoteMove('FROZEN', 'CANCELLED')),
      returnCoupons: verb('returnCoupons', quoteMove('CONFIRMED', 'RETURNED')),
      readCurrencies: verb('readCurrencies', (sku: string) => ({ sku, currencies: unpriced.has(sku) ? [] : ['USD', 'EUR'] })),
      frozenQuotes: verb('frozenQuotes', ({ placementId }) => {
        const entry = quotes.get(placementId);
        return entry ? { placementId, ...entry } : null;
      }),
    },
    customers: {
      groupsOf: verb('groupsOf', (customerId: string) => ({ customerId, groupCodes: groups.get(customerId) ?? [] })),
      addressesOf: verb('addressesOf', ({ customerId, addressId }) => {
        const found = addresses.get(addressId.toLowerCase());
        return found?.customerId === customerId ? { addressId, ...blankAddress, ...found.address } : null;
      }),
      holdPoints: verb('holdPoints', ({ placementId, customerId, points: wanted }) => {
        const available = points.get(customerId) ?? 0;
        if (!pointStates.has(placementId)) {
          const state = wanted > available ? 'REFUSED' : 'HELD';
          if (state === 'HELD') points.set(customerId, available - wanted);
          pointStates.set(placementId, { state, customerId, points: wanted });
        }
        const state = pointStates.get(placementId)?.state ?? 'RELEASED';
        return { placementId, state, refusal: state === 'REFUSED' ? 'INSUFFICIENT_POINTS' : null, available };
      }),
      commitPoints: verb('commitPoints', pointsMove('HELD', 'COMMITTED', false)),
      releasePoints: verb('releasePoints', pointsMove('HELD', 'RELEASED', true)),
      reversePoints: verb('reversePoints', pointsMove('COMMITTED', 'REVERSED', true)),
    },
    payments: {
      authorizePayments: verb('authorizePayments', ({ placementId, amountMinor, token }) => {
        const declined = token === 'tok_declined';
        const fresh: PaymentState = declined ? 'DECLINED' : token === 'tok_challenge' ? 'CHALLENGED' : 'AUTHORIZED';
        if (!payments.has(placementId)) payments.set(placementId, { state: fresh, amountMinor });
        const entry = payments.get(placementId);
        return authorized(placementId, entry ? declineCodeOf(entry) : null);
      }),
      capturePayments: verb('capturePayments', ({ placementId }) => {
        move<PaymentState>(payments.get(placementId), 'AUTHORIZED', capturesRefused ? 'CAPTURE_REFUSED' : 'CAPTURED');
        return { placementId, state: payments.get(placementId)?.state ?? 'UNKNOWN' };
      }),
      voidPayments: verb('voidPayments', ({ placementId }) => {
        const entry = payments.get(placementId) ?? { state: 'VOIDED' as PaymentState, amountMinor: 0n };
        payments.set(placementId, entry);
        move<PaymentState>(entry, 'AUTHORIZED', 'VOIDED');
        move<PaymentState>(entry, 'CHALLENGED', 'VOIDED');
        move<PaymentState>(entry, 'CAPTURE_REFUSED', 'VOIDED');
        return { placementId, state: entry.state };
      }),
      closeChallenges: verb('closeChallenges', ({ placementId }) => {
        const entry = payments.get(placementId) ?? { state: 'DECLINED' as PaymentState, amountMinor: 0n, closed: true };
        payments.set(placementId, entry);
        if (entry.state === 'CHALLENGED') Object.assign(entry, { state: 'DECLINED', closed: true });
        return { placementId, state: entry.state, declineCode: declineCodeOf(entry) };
      }),
      refundPayments: verb('refundPayments', ({ placementId, refundId }) => {
        move<PaymentState>(payments.get(placementId), 'CAPTURED', 'REFUNDED');
        return { placementId, refundId, state: payments.get(placementId)?.state === 'REFUNDED' ? 'REFUNDED' : 'REFUND_REFUSED' };
      }),
    },
  };
  return {
    remotes,
    stock,
    offSale,
    unpriced,
    stockStates,
    payments,
    points,
    groups,
    addresses,
    refuseCaptures: () => void (capturesRefused = true),
    lose: (name, what, times) => losses.set(name, { what, times }),
    calls,
  };
}
