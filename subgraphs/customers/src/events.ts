import { event } from '@cartograph/kit/declare-event';
import { z } from 'zod';

export const customerRegistered = event(
  'customers.customer_registered',
  1,
  z
    .object({
      customerId: z.uuid().describe('The customer.'),
      email: z.string().describe('Their address, as it was typed.'),
      name: z.string().nullable().describe('Their name; null when they gave none.'),
    })
    .describe('Somebody opened an account.'),
  {
    key: 'customer id',
    sequenced: true,
    example: { customerId: '0198c0de-7a11-7000-8000-000000000001', email: 'ada@example.com', name: 'Ada' },
  },
);

/** What this room says. */
export const events = [customerRegistered] as const;
