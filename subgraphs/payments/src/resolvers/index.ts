import { DateTime, Decimal, MinorUnits } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { authorizePayments } from './Mutation/authorizePayments.ts';
import { capturePayments } from './Mutation/capturePayments.ts';
import { closeChallenges } from './Mutation/closeChallenges.ts';
import { refundPayments } from './Mutation/refundPayments.ts';
import { voidPayments } from './Mutation/voidPayments.ts';
import { Order } from './Order.ts';
import { Payment } from './Payment.ts';
import { PaymentAttempt } from './PaymentAttempt.ts';
import { paymentMethods } from './Query/paymentMethods.ts';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  MinorUnits,
  Query: { paymentMethods },
  Mutation: { authorizePayments, capturePayments, closeChallenges, refundPayments, voidPayments },
  Order,
  Payment,
  PaymentAttempt,
};
