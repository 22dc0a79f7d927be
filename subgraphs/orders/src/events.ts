import { z } from 'zod';

/** What this room says. Written by `decision-store.ts` and `cancellation-store.ts` in the statement of the change. */
export const orderPlaced = {
  type: 'orders.order_placed',
  version: 1,
  data: z.object({
    orderId: z.uuid(),
    number: z.string(),
    customerId: z.uuid().nullable(),
    email: z.string(),
    currency: z.string(),
    /** Minor units. */
    totalMinor: z.string(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number().int(), unitMinor: z.string(), totalMinor: z.string() })),
  }),
} as const;

export const orderCancelled = {
  type: 'orders.order_cancelled',
  version: 1,
  data: z.object({ orderId: z.uuid(), number: z.string(), customerId: z.uuid().nullable(), reason: z.string().nullable() }),
} as const;
