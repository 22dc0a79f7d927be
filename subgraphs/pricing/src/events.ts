import { changeAuditedIn } from '@cartograph/kit/audit';
import { event } from '@cartograph/kit/declare-event';
import { currencies } from '@cartograph/kit/money';
import { personalDataAnsweredIn } from '@cartograph/kit/personal-data';
import { z } from 'zod';
import { conditionKinds, effectKinds, stackings } from '#rules/promotion';

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
            sequence: z
              .int()
              .optional()
              .describe('Counts what is told of this SKU: of two the higher one is newer. Not in events of older versions.'),
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
          sequence: 3,
          prices: [{ currency: 'USD', unitMinor: '1250', compareAtMinor: null, from: '2026-11-30T12:00:00.000Z', to: null }],
        },
      ],
    },
  },
);

const amount = z.object({ minor: minor.describe('In minor units.'), currency: z.enum(currencies).describe('ISO 4217.') });

export const promotionChanged = event(
  'pricing.promotion_changed',
  1,
  z
    .object({
      promotionId: z.uuid().describe('The promotion.'),
      code: z.string().describe('Its name among promotions.'),
      name: z.string().describe('For people.'),
      active: z.boolean().describe('false: it is switched off.'),
      needsCoupon: z.boolean().describe('Whether a code must be given for it; false: it is of every basket.'),
      priority: z.int().describe('1 counts before 2.'),
      stacking: z.enum(stackings).describe('How it goes together with others.'),
      startsAt: z.iso.datetime().nullable().describe('Live from then on; null: since ever.'),
      endsAt: z.iso.datetime().nullable().describe('Not live from then on; null: for ever.'),
      conditions: z
        .array(
          z.object({
            kind: z.enum(conditionKinds).describe('What it asks for.'),
            values: z.array(z.string()).optional().describe('Any of these, by id, slug or code; where its kind has values.'),
            amount: amount.optional().describe('Of SUBTOTAL_FROM.'),
            quantity: z.int().optional().describe('Of QUANTITY_FROM.'),
          }),
        )
        .describe('All of them must be met; those of goods choose what it counts, too.'),
      effect: z
        .object({
          kind: z.enum(effectKinds).describe('What it does.'),
          basisPoints: z.int().optional().describe('Hundredths of a percent, where its kind is less by a part.'),
          amounts: z.array(amount).optional().describe('One a currency, where its kind names amounts.'),
          buy: z.int().optional().describe('Of BUY_X_GET_Y.'),
          get: z.int().optional().describe('How many are free, or less.'),
          skus: z.array(z.string()).optional().describe('Of BUNDLE_PRICE.'),
          maximum: z.array(amount).optional().describe('What it takes off at most, one a currency; empty: no bound.'),
        })
        .describe('What it takes off.'),
    })
    .describe('Staff made or changed a promotion: what stands now.'),
  {
    key: 'promotion id',
    sequenced: true,
    example: {
      promotionId: '0198c0de-7a11-7000-8000-000000000030',
      code: 'TEA-WEEK',
      name: 'A week of tea',
      active: true,
      needsCoupon: false,
      priority: 100,
      stacking: 'STACKS',
      startsAt: '2026-12-01T00:00:00.000Z',
      endsAt: '2026-12-08T00:00:00.000Z',
      conditions: [{ kind: 'CATEGORIES', values: ['tea-coffee'] }],
      effect: { kind: 'PERCENT_OFF', basisPoints: 1_000, maximum: [] },
    },
  },
);

export type PromotionChanged = z.infer<typeof promotionChanged.schema>;

export const changeAudited = changeAuditedIn('pricing');

export const personalDataAnswered = personalDataAnsweredIn('pricing');

/** What this room says. */
export const events = [priceChanged, promotionChanged, changeAudited, personalDataAnswered] as const;
