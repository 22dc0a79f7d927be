import { event, minorUnits } from '@cartograph/kit/declare-event';
import { currencies } from '@cartograph/kit/money';
import { personalDataAnsweredIn } from '@cartograph/kit/personal-data';
import { z } from 'zod';

const orderId = z.uuid().describe('The order, which is also the placement.');
const number = z.string().describe('What the buyer knows the order by, such as C-100278.');
const customerId = z.uuid().nullable().describe('Who bought; null for a guest.');
const example = { orderId: '0198c0de-7a11-7000-8000-000000000007', number: 'C-100278', customerId: null };
const about = { key: 'order id', sequenced: true } as const;

export const orderPlaced = event(
  'orders.order_placed',
  1,
  z
    .object({
      orderId,
      number,
      customerId,
      email: z.string().describe('Where mails about the order go.'),
      currency: z.enum(currencies).describe('ISO 4217 code of all amounts.'),
      totalMinor: minorUnits('What the buyer owes, with shipping, tax and discounts, in minor units.'),
      lines: z
        .array(
          z.object({
            sku: z.string().describe('What was bought, under its SKU at the purchase.'),
            quantity: z.int().describe('Units of it.'),
            unitMinor: minorUnits('Price of one unit, in minor units.'),
            totalMinor: minorUnits('unitMinor times quantity, before discounts.'),
          }),
        )
        .describe('What was bought, one line per SKU.'),
    })
    .describe('An order was confirmed.'),
  {
    ...about,
    example: {
      ...example,
      email: 'you@example.com',
      currency: 'USD',
      totalMinor: '3200',
      lines: [{ sku: 'MUG-CLASSIC', quantity: 2, unitMinor: '1250', totalMinor: '2500' }],
    },
  },
);

export const orderCancelled = event(
  'orders.order_cancelled',
  1,
  z
    .object({
      orderId,
      number,
      customerId,
      reason: z.string().nullable().describe('What the one who cancelled it said; null for nothing.'),
    })
    .describe('An order was cancelled. What was held or paid returns from then on.'),
  { ...about, example: { ...example, reason: 'Changed my mind' } },
);

export const orderClaimed = event(
  'orders.order_claimed',
  1,
  z
    .object({
      orderId,
      number,
      customerId: z.uuid().describe('Whose it is from now on.'),
      email: z.string().describe("The customer's own address; the order keeps the one that it was placed with."),
    })
    .describe('The order of a guest became a customer’s.'),
  { ...about, example: { ...example, customerId: '0198c0de-7a11-7000-8000-000000000001', email: 'ada@example.com' } },
);

export const personalDataAnswered = personalDataAnsweredIn('orders');

/** What this room says. */
export const events = [orderPlaced, orderCancelled, orderClaimed, personalDataAnswered] as const;
