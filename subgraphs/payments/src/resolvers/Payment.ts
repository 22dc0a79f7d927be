import { type Money, money, toWire } from '@cartograph/kit/money';
import type { PaymentResolvers } from '#generated/resolvers';
import { readAttempts, readPayment } from '#read-payments';
import { type Payment as PaymentSource, statusOf } from '#rules/payment';

// Only a tombstone has no currency, and nobody may see one.
const amount = (minor: bigint, { currency }: PaymentSource): Money => money(minor, currency ?? 'USD');

export const Payment: PaymentResolvers = {
  __resolveReference: ({ id }, context) => readPayment(context, id),
  status: statusOf,
  authorized: (payment) => toWire(amount(payment.authorizedMinor, payment)),
  captured: (payment) => toWire(amount(payment.capturedMinor, payment)),
  refunded: (payment) => toWire(amount(payment.refundedMinor, payment)),
  attempts: (payment, _arguments, context) => readAttempts(context, payment),
};
