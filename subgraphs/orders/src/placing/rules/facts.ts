import type { CouponRejection, Shortage } from '#placing/rules/problem';
import type { StoredQuote } from '#placing/rules/stored-quote';
import type { HoldPointsOutcome, PointsState } from '#remotes/customers';
import type { StockState } from '#remotes/inventory';
import type { PaymentState } from '#remotes/payments';
import type { FreezeQuoteOutcome, QuoteState } from '#remotes/pricing';

/** Where a step stands, as the API shows it. */
export type StepState = 'PENDING' | 'DONE' | 'REFUSED' | 'UNDONE';

/** When it was first heard, in ms since 1970; the same again is counted, with the time of the last. */
interface EvidenceAt {
  at: number;
  times?: number;
  until?: number;
}

/** These SKUs are not on sale. When all are, that stands in `variants`, and the Tries follow. */
export interface VariantsEvidence extends EvidenceAt {
  step: 'variants';
  unknown?: string[];
  notOnSale?: string[];
}

/** States of the three Tries, and what a refusal said; the price itself stands in `quote`. A guest has no points. */
export interface TriesEvidence extends EvidenceAt {
  step: 'tries';
  price: QuoteState;
  stock: StockState;
  points?: PointsState;
  unpriced?: string[];
  coupons?: { coupon: string; reason: CouponRejection; message: string }[];
  tooLarge?: true;
  unshippable?: NonNullable<FreezeQuoteOutcome['shippingProblem']>;
  shortages?: Shortage[];
  noPoints?: Pick<HoldPointsOutcome, 'refusal' | 'available'>;
}

export interface PaymentEvidence extends EvidenceAt {
  step: 'payment';
  state: PaymentState;
  declineCode?: string;
  /** Of a challenge, in ms since 1970. */
  expiresAt?: number;
}

/** Whose open payments were counted, how many there were beside this one, and how many there may be. */
export interface HoldsEvidence extends EvidenceAt {
  step: 'holds';
  of: 'buyer' | 'client';
  open: number;
  limit: number;
  /** Until the first of them ends by itself, in ms. */
  retryAfterMs: number;
}

/** Nothing more was asked: it was pending for too long. */
interface LateEvidence extends EvidenceAt {
  step: 'late';
}

/** What one verdict was given on. */
export type Evidence = VariantsEvidence | TriesEvidence | PaymentEvidence | HoldsEvidence | LateEvidence;

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
  /** The evidence, in the order it was first heard, so that every verdict can be given again: see replay.ts. */
  heard?: Evidence[];
  /** What it was decided on is forgotten after its time, the quote's lines too: key, outcome and sums stay. */
  trimmed?: true;
  /** How often there was evidence that is not kept. */
  unheard?: number;
}
