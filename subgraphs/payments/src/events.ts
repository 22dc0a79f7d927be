import { currencies } from '@cartograph/kit/money';
import { z } from 'zod';

const placementId = z.uuid();
/** Minor units as digits: JSON has no bigint. */
const minorUnits = z.string().regex(/^\d+$/);
const amount = { placementId, amountMinor: minorUnits, currency: z.enum(currencies) };

/** What this room says; the key of each event is the placement's id, which is the order's. */
export const events = {
  /** The provider holds the money. */
  'payments.payment_authorized': z.object(amount),
  /** The money is taken. */
  'payments.payment_captured': z.object(amount),
  /** Declined, or its capture was refused for good (declineCode CAPTURE_REFUSED). */
  'payments.payment_failed': z.object({ placementId, declineCode: z.string() }),
  /** One refund was made. */
  'payments.payment_refunded': z.object({ ...amount, refundId: z.string() }),
  /** The buyer passed, refused or missed a challenge: ask again for the payment's state. */
  'payments.challenge_resolved': z.object({ placementId }),
} as const;
