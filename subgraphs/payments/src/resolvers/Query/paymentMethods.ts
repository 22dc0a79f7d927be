import type { QueryResolvers } from '#generated/resolvers';
import { simulatedMethods } from '#rules/payment-method';

/** The simulator takes its card everywhere, in every currency. */
export const paymentMethods: NonNullable<QueryResolvers['paymentMethods']> = () => [...simulatedMethods];
