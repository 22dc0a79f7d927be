import { event, minorUnits } from '@cartograph/kit/declare-event';
import { currencies } from '@cartograph/kit/money';
import { z } from 'zod';

const exampleId = '0198c0de-7a11-7000-8000-000000000007';
const placementId = z.uuid().describe('The placement, which is also the order.');
const currency = z.enum(currencies).describe('ISO 4217 code of the amount.');
const about = { key: 'placement id', sequenced: true } as const;

export const paymentAuthorized = event(
  'payments.payment_authorized',
  1,
  z.object({ placementId, amountMinor: minorUnits('What is held, in minor units.'), currency }).describe('The provider holds the money.'),
  { ...about, example: { placementId: exampleId, amountMinor: '2500', currency: 'USD' } },
);

export const paymentCaptured = event(
  'payments.payment_captured',
  1,
  z.object({ placementId, amountMinor: minorUnits('What was taken, in minor units.'), currency }).describe('The money is taken.'),
  { ...about, example: { placementId: exampleId, amountMinor: '2500', currency: 'USD' } },
);

export const paymentFailed = event(
  'payments.payment_failed',
  1,
  z
    .object({
      placementId,
      declineCode: z.string().describe('Why, as the provider says it; CAPTURE_REFUSED when what was held could not be taken.'),
    })
    .describe('A payment was declined, or its capture was refused for good.'),
  { ...about, example: { placementId: exampleId, declineCode: 'CARD_DECLINED' } },
);

export const paymentRefunded = event(
  'payments.payment_refunded',
  1,
  z
    .object({
      placementId,
      amountMinor: minorUnits('What this refund gave back, in minor units.'),
      currency,
      refundId: z.string().describe('The refund, as who asked for it calls it.'),
    })
    .describe('One refund was made.'),
  { ...about, example: { placementId: exampleId, amountMinor: '2500', currency: 'USD', refundId: 'cancel 0198c0de' } },
);

export const challengeResolved = event(
  'payments.challenge_resolved',
  1,
  z.object({ placementId }).describe("The buyer passed, refused or missed their bank's challenge: ask again for the payment's state."),
  { ...about, example: { placementId: exampleId } },
);

/** What this room says. */
export const events = [paymentAuthorized, paymentCaptured, paymentFailed, paymentRefunded, challengeResolved] as const;
