import { changeAuditedIn } from '@cartograph/kit/audit';
import { event } from '@cartograph/kit/declare-event';
import { currencies } from '@cartograph/kit/money';
import { z } from 'zod';

const minor = z.string().regex(/^\d+$/);

/** What everybody pays: prices of customer groups are asked for, not told. */
export const priceChanged = event(
  'pricing.price_changed',
  1,
  z
    .object({
      items: z
        .array(
          z.object({
            sku: z.string().describe('What is sold.'),
            prices: z
              .array(
                z.object({
                  currency: z.enum(currencies).describe('ISO 4217.'),
                  unitMinor: minor.describe('For one, in minor units.'),
                  compareAtMinor: minor.nullable().describe('What it cost before, as staff says; null: no reduction is announced.'),
                  from: z.iso.datetime().describe('It costs so from then on.'),
                  to: z.iso.datetime().nullable().describe('And not from then on; null: for ever, as far as is known.'),
                }),
              )
              .max(100)
              .describe('What everybody pays in each currency, from this moment on, span by span; empty: it has no price.'),
          }),
        )
        .min(1)
        .max(200)
        .describe('What stands after the change, one item per SKU.'),
    })
    .describe('What everybody pays for some SKUs changed, now or for a time to come.'),
  {
    key: 'the first of its SKUs',
    sequenced: false,
    example: {
      items: [
        {
          sku: 'MUG-CLASSIC',
          prices: [{ currency: 'USD', unitMinor: '1250', compareAtMinor: null, from: '2026-11-30T12:00:00.000Z', to: null }],
        },
      ],
    },
  },
);

export const changeAudited = changeAuditedIn('pricing');

/** What this room says. */
export const events = [priceChanged, changeAudited] as const;
