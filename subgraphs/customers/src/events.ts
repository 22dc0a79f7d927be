import { changeAuditedIn } from '@cartograph/kit/audit';
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

export const customerGroupsChanged = event(
  'customers.customer_groups_changed',
  1,
  z
    .object({
      customerId: z.uuid().describe('The customer.'),
      groupCodes: z.array(z.string()).describe('Codes of all groups that they are in now, sorted.'),
    })
    .describe('Staff put a customer into groups, or took them out: what stands now.'),
  {
    key: 'customer id',
    sequenced: true,
    example: { customerId: '0198c0de-7a11-7000-8000-000000000001', groupCodes: ['wholesale'] },
  },
);

export const changeAudited = changeAuditedIn('customers');

export const personalDataRequested = event(
  'customers.personal_data_requested',
  1,
  z
    .object({
      requestId: z.uuid().describe('The request, for the answer.'),
      kind: z.enum(['EXPORT', 'ERASURE']).describe('EXPORT: collect what is kept of them; ERASURE: keep nothing that says who they are.'),
      customerId: z.uuid().describe('Whose data.'),
      email: z.string().describe('Their address, for rooms that know people by it. Personal.'),
    })
    .describe('A customer wants their data, or wants to be forgotten: each room that keeps something of them does its part, and answers.'),
  {
    key: 'customer id',
    sequenced: false,
    example: {
      requestId: '0198c0de-7a11-7000-8000-00000000000b',
      kind: 'EXPORT',
      customerId: '0198c0de-7a11-7000-8000-000000000001',
      email: 'ada@example.com',
    },
  },
);

/** What this room says. */
export const events = [customerRegistered, customerGroupsChanged, changeAudited, personalDataRequested] as const;
