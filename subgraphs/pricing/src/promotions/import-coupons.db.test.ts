import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { commands } from '#commands';
import type { CouponImportRow } from '#promotions/rules/coupon-plan';

const row = (code: string, change = {}) => ({ code, promotionCode: 'SPRING', active: true, usageLimit: null, endsAt: null, ...change });
const endsAt = new Date('2027-01-01T00:00:00Z');

async function shop() {
  const pricing = commands(await freshDatabase('pricing', true));
  await pricing.importPricing({ coupons: [{ code: 'SPRING', basisPoints: 1000 }] });
  const take = async (rows: readonly CouponImportRow[], dryRun = false) => {
    const [outcome] = await pricing.importCoupons([{ batch: 'b', dryRun, writerId: null, writerName: 'a test', rows }]);
    return outcome?.rows.map(({ state, problems }) => [state, ...problems.map(({ path }) => path.join('.'))].join(' '));
  };
  return { pricing, take };
}

test('codes come from a file, each row for itself; said again they change nothing, and a dry run never does', async () => {
  const { take } = await shop();
  const rows = [
    row('one'),
    row('TWO', { usageLimit: 5, endsAt }),
    row('A B'),
    row('ONE'),
    row('X', { promotionCode: 'NOPE', usageLimit: 0 }),
  ];
  const told = ['CREATED', 'CREATED', 'REFUSED code', 'REFUSED code', 'REFUSED promotionCode usageLimit'];
  expect(await take(rows, true)).toEqual(told);
  expect(await take(rows)).toEqual(told);
  expect((await take(rows))?.slice(0, 2)).toEqual(['UNCHANGED', 'UNCHANGED']);
  expect(await take([row('TWO', { active: false })])).toEqual(['CHANGED']);
});

test('what is exported and imported into another shop is exported there the same, page by page', async () => {
  const [from, to] = [await shop(), await shop()];
  await from.take([row('A', { usageLimit: 2 }), row('B', { endsAt }), row('C', { active: false })]);
  const all = async ({ pricing }: typeof from) => {
    const rows = [];
    for (let after: string | null = null; ; ) {
      const [page] = await pricing.exportCoupons([{ after, first: 2 }]);
      rows.push(...(page?.rows ?? []));
      after = page?.next ?? null;
      if (after === null) return rows;
    }
  };
  const exported = await all(from);
  expect(exported.map(({ code }) => code)).toEqual(['A', 'B', 'C', 'SPRING']);
  await to.take(exported.map(({ used: _, ...one }) => one));
  expect(await all(to)).toEqual(exported);
});
