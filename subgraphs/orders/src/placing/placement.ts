import type { CurrencyCode } from '@cartograph/kit/money';
import type { CouponRejection, Shortage, StoredProblem } from '#placing/problem';
import type { PlacementRequest } from '#placing/request';
import type { HoldPointsOutcome, PointsState } from '#remotes/customers';
import type { StockState } from '#remotes/inventory';
import type { PaymentState } from '#remotes/payments';
import type { FrozenQuote, QuoteState } from '#remotes/pricing';

/** A frozen quote as jsonb keeps it: minor units as text. */
export interface StoredQuote {
  currency: CurrencyCode;
  lines: { sku: string; quantity: number; unitMinor: string; totalMinor: string }[];
  subtotalMinor: string;
  discountMinor: string;
  shippingMinor: string;
  taxMinor: string;
  includedTaxMinor: string;
  totalMinor: string;
  pointsToEarn: number;
  pointsRedeemed: number;
}

export type StepState = 'PENDING' | 'DONE' | 'REFUSED' | 'UNDONE';

/** When it was heard first, in ms since 1970; the same again is counted, with the time of the last. */
interface HeardAt {
  at: number;
  times?: number;
  until?: number;
}

/** These SKUs are not on sale. When all are, that stands in `variants`, and the Tries follow. */
export interface HeardVariants extends HeardAt {
  step: 'variants';
  unknown?: string[];
  notOnSale?: string[];
}

/** States of the three Tries, and what a refusal said; the price itself stands in `quote`. A guest has no points. */
export interface HeardTries extends HeardAt {
  step: 'tries';
  price: QuoteState;
  stock: StockState;
  points?: PointsState;
  unpriced?: string[];
  coupons?: { coupon: string; reason: CouponRejection; message: string }[];
  tooLarge?: true;
  shortages?: Shortage[];
  noPoints?: Pick<HoldPointsOutcome, 'refusal' | 'available'>;
}

export interface HeardPayment extends HeardAt {
  step: 'payment';
  state: PaymentState;
  declineCode?: string;
  /** Of a challenge, in ms since 1970. */
  expiresAt?: number;
}

/** Nothing more was asked: it was pending for too long. */
interface HeardLate extends HeardAt {
  step: 'late';
}

/** What one decision was fed with. */
export type Heard = HeardVariants | HeardTries | HeardPayment | HeardLate;

/** What is known of a pending placement; all but `heard` can be learned again from the participants. */
export interface PlacementFacts {
  variants?: { sku: string; variantId: string; title: string }[];
  quote?: StoredQuote;
  price?: StepState;
  stock?: StepState;
  points?: StepState;
  payment?: StepState;
  /** Times the Tries, and times the payment, were asked for. */
  tries?: number;
  authorizations?: number;
  /** Set while the buyer is at their bank's page. */
  challenge?: { redirectUrl: string; expiresAt: string };
  /** In the order it was heard first, so that the decisions can be made again from it: see replay.ts. */
  heard?: Heard[];
  /** How often something was heard that is not kept. */
  unheard?: number;
}

export type PlacementState = 'pending' | 'confirmed' | 'completed' | 'aborting' | 'aborted';

export interface PlacementProgress {
  state: PlacementState;
  facts: PlacementFacts;
  attempts: number;
  needsAttention: boolean;
}

/** How `lastError` begins when money could not be captured: the only need for a person that cancelling the order ends by itself. */
export const captureRefused = 'the capture was refused';

export interface Placement extends PlacementProgress {
  id: string;
  scope: string;
  inputHash: string;
  cartId: string | null;
  request: PlacementRequest;
  problems: StoredProblem[] | null;
  lastError: string | null;
  /** Pending for longer than a buyer waits: it is given up. */
  abandoned: boolean;
}

/** How the API calls where a placement stands. */
export function statusOf({
  state,
  facts,
  needsAttention,
}: PlacementProgress): 'RUNNING' | 'ACTION_REQUIRED' | 'SUCCEEDED' | 'REJECTED' | 'NEEDS_ATTENTION' {
  if (needsAttention) return 'NEEDS_ATTENTION';
  switch (state) {
    case 'pending':
      return facts.challenge ? 'ACTION_REQUIRED' : 'RUNNING';
    case 'confirmed':
    case 'completed':
      return 'SUCCEEDED';
    case 'aborting':
    case 'aborted':
      return 'REJECTED';
  }
}

/** The steps as the API shows them, in order. */
export function stepsOf({ state, facts, attempts }: PlacementProgress): { name: string; state: StepState; attempts: number }[] {
  const tries = facts.tries ?? 0;
  const tried = (step: StepState | undefined): StepState => (state === 'aborted' && step === 'DONE' ? 'UNDONE' : (step ?? 'PENDING'));
  const decided = state === 'confirmed' || state === 'completed';
  return [
    { name: 'price', state: tried(facts.price), attempts: tries },
    { name: 'stock', state: tried(facts.stock), attempts: tries },
    { name: 'points', state: tried(facts.points), attempts: tries },
    // Placements decided by an earlier version did not count the attempt that was decided on.
    {
      name: 'payment',
      state: decided ? 'DONE' : tried(facts.payment),
      attempts: decided ? Math.max(1, facts.authorizations ?? 0) : (facts.authorizations ?? 0),
    },
    {
      name: 'confirm',
      state: decided ? 'DONE' : state === 'pending' ? 'PENDING' : 'REFUSED',
      attempts: decided || state !== 'pending' ? 1 : 0,
    },
    { name: 'settle', state: state === 'completed' ? 'DONE' : 'PENDING', attempts: decided ? attempts + 1 : 0 },
  ];
}

export function storedQuote(quote: FrozenQuote): StoredQuote {
  return {
    currency: quote.currency,
    lines: quote.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({
      sku,
      quantity,
      unitMinor: `${unitMinor}`,
      totalMinor: `${totalMinor}`,
    })),
    subtotalMinor: `${quote.subtotalMinor}`,
    discountMinor: `${quote.discountMinor}`,
    shippingMinor: `${quote.shippingMinor}`,
    taxMinor: `${quote.taxMinor}`,
    includedTaxMinor: `${quote.includedTaxMinor}`,
    totalMinor: `${quote.totalMinor}`,
    pointsToEarn: quote.pointsToEarn,
    pointsRedeemed: quote.pointsRedeemed,
  };
}
