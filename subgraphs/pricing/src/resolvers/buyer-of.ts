import type { Caller } from '@cartograph/kit/caller';
import { emailIdentity } from '@cartograph/kit/people/email';

/** Who would buy: what a customer used before counts against a coupon's limit, by account and by e-mail. A guest is not known yet. */
export const buyerOf = (caller: Caller): { customerId: string | null; buyerKey: string | null } =>
  caller.kind === 'customer'
    ? { customerId: caller.customerId, buyerKey: emailIdentity(caller.email) ?? null }
    : { customerId: null, buyerKey: null };
