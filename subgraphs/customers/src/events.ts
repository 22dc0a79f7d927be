import type { NewEvent } from '@cartograph/kit/event';
import { z } from 'zod';
import type { Customer } from '#accounts/customer';

/** Somebody opened an account. */
export const customerRegistered = z.object({ customerId: z.uuid(), email: z.string(), name: z.string().nullable() });

export const customerRegisteredEvent = ({ id, email, name }: Customer): NewEvent => ({
  type: 'customers.customer_registered',
  version: 1,
  key: id,
  data: { customerId: id, email, name } satisfies z.infer<typeof customerRegistered>,
});
