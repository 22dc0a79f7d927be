import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidInput, invalidFields, invalidInput, type NotFound, notFound, type RowRefused } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { lockCouponRows, updateCouponRows } from '#promotions/coupon-rows-store';
import { maxCodes } from '#promotions/rules/coupon-input';
import type { CouponRow } from '#promotions/rules/coupon-row';
import { limitProblem } from '#promotions/rules/promotion-input';

/** What is undefined stays; null takes a limit or an end away. */
export interface UpdateCouponsCommand {
  readonly ids: readonly string[];
  readonly active: boolean | undefined;
  readonly usageLimit: number | null | undefined;
  readonly endsAt: Date | null | undefined;
}

export type UpdateCouponsOutcome =
  | { readonly kind: 'updated'; readonly coupons: CouponRow[]; readonly refused: RowRefused<NotFound | InvalidInput>[] }
  | { readonly kind: 'invalid'; readonly problem: InvalidInput };

/** Each coupon for itself, all that can be in one transaction; the same again changes nothing. */
export async function updateCoupons(db: Database, command: UpdateCouponsCommand, by: Author): Promise<UpdateCouponsOutcome> {
  const { ids, usageLimit = null } = command;
  const problem = invalidFields([
    ...(ids.length >= 1 && ids.length <= maxCodes ? [] : invalidInput(['ids'], `ids must be 1 to ${maxCodes}.`).fields),
    ...limitProblem('usageLimit', usageLimit),
  ]);
  if (problem) return { kind: 'invalid', problem };
  return db.transaction(async (tx) => {
    const found = await lockCouponRows(tx, [...new Set(ids.filter(isUuid))]);
    const rows = ids.map((id) => changeOf(found.get(id), command));
    const changed = new Map(
      rows.flatMap((row) => (row.kind === 'coupon' && row.after !== row.before ? [[row.after.id, row] as const] : [])),
    );
    await updateCouponRows(
      tx,
      [...changed.values()].map(({ after }) => after),
    );
    await writeEvents(
      tx,
      [...changed.values()].flatMap(({ before, after }) => auditOf(before, after, by)),
    );
    return {
      kind: 'updated',
      coupons: rows.flatMap((row) => (row.kind === 'coupon' ? [row.after] : [])),
      refused: rows.flatMap((row, index) => (row.kind === 'refused' ? [{ index, problem: row.problem }] : [])),
    };
  });
}

type Change =
  | { readonly kind: 'coupon'; readonly before: CouponRow; readonly after: CouponRow }
  | { readonly kind: 'refused'; readonly problem: NotFound | InvalidInput };

function changeOf(before: CouponRow | undefined, { active, usageLimit, endsAt }: UpdateCouponsCommand): Change {
  if (!before) return { kind: 'refused', problem: notFound('There is no such coupon.') };
  if (typeof usageLimit === 'number' && usageLimit < before.used)
    return {
      kind: 'refused',
      problem: invalidInput(['usageLimit'], `usageLimit must be at least ${before.used}: so often ${before.code} is used.`),
    };
  const after = {
    ...before,
    active: active ?? before.active,
    usageLimit: usageLimit === undefined ? before.usageLimit : usageLimit,
    endsAt: endsAt === undefined ? before.endsAt : endsAt,
  };
  const same =
    after.active === before.active && after.usageLimit === before.usageLimit && after.endsAt?.getTime() === before.endsAt?.getTime();
  return { kind: 'coupon', before, after: same ? before : { ...after, version: before.version + 1 } };
}

const said = ({ active, usageLimit, endsAt }: CouponRow) => ({ active, usageLimit, endsAt });

const auditOf = (before: CouponRow, after: CouponRow, by: Author) =>
  audited(changeAudited, by, {
    action: 'updateCoupons',
    entityType: 'Coupon',
    entityId: after.code,
    before: said(before),
    after: said(after),
  });
