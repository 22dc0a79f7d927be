import { z } from 'zod';
import type { Kind, RowOutcome } from '#kind';
import { leftOut, outcomesOf, problemsOf, type Read } from '#kinds/rows';
import type { CouponRow, ExportedCoupon, ImportedRow, PricingRemote } from '#remotes/pricing';
import type { Column, Values } from '#rules/column';

const pageRows = 1_000;

const columns: readonly Column[] = [
  { name: 'code', type: 'text', about: 'What buyers type: letters, digits, - and _, kept in capitals.', required: true },
  {
    name: 'promotionCode',
    type: 'text',
    about: 'The code of a promotion that needs a coupon; a code keeps its promotion.',
    required: true,
  },
  { name: 'active', type: 'boolean', about: 'Is it switched on? A new one is.' },
  { name: 'usageLimit', type: 'integer', about: 'How many orders may use it, never fewer than do; empty: any number.' },
  { name: 'endsAt', type: 'instant', about: 'It is not valid from then on; empty: for ever.' },
  { name: 'used', type: 'integer', about: 'How many orders use it.', exportOnly: true },
];

const given = z.object({
  code: z.string(),
  promotionCode: z.string(),
  active: z.boolean({ error: 'must be true or false' }).optional(),
  usageLimit: z.number().nullish(),
  endsAt: z.string().nullish(),
});

/** A row for each code; how often it was used is told, and never taken. */
export const couponsKind = (pricing: PricingRemote): Kind => ({
  columns,
  importing: {
    keyOf: ({ code }) => (typeof code === 'string' ? code.trim().toUpperCase() : null),
    write: (rows, { dryRun, by }) =>
      outcomesOf(rows, commandOf, async (commands) => {
        const [answer] = await pricing.importCoupons([{ batch: 'rows', dryRun, writerId: by.id, writerName: by.name, rows: commands }]);
        return (answer?.rows ?? []).map(outcomeOf);
      }),
  },
  page: async (after) => {
    const [page] = await pricing.exportCoupons([{ after, first: pageRows }]);
    if (!page) throw new Error('pricing gave no page');
    return { rows: page.rows.map(rowOf), next: page.next };
  },
});

function commandOf(values: Values): Read<CouponRow> {
  const read = given.safeParse(values);
  if (!read.success) return { refused: { kind: 'refused', problems: problemsOf(read.error) } };
  const { code, promotionCode, active = true, usageLimit = null, endsAt } = read.data;
  return {
    command: {
      code,
      promotionCode,
      active,
      usageLimit,
      endsAt: endsAt ? new Date(endsAt) : null,
      keeps: leftOut(read.data, 'active', 'usageLimit', 'endsAt'),
    },
  };
}

function outcomeOf({ state, problems }: ImportedRow): RowOutcome {
  switch (state) {
    case 'CREATED':
    case 'CHANGED':
      return { kind: 'changed' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'REFUSED':
      return { kind: 'refused', problems };
  }
}

const rowOf = (coupon: ExportedCoupon): Values => ({ ...coupon, endsAt: coupon.endsAt?.toISOString() ?? null });
