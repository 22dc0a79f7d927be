import { createHash, randomInt } from 'node:crypto';
import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable, Transaction } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  alreadyExists,
  type IdempotencyConflict,
  type InvalidInput,
  idempotencyConflict,
  invalidFields,
  invalidInput,
  type NotFound,
  notFound,
} from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { type KeptPromotion, loadPromotions } from '#promotion-store';
import { findBatch, findCouponIds, insertBatch, insertCouponRows, loadBatchCoupons } from '#promotions/coupon-rows-store';
import { codeLength, codeSigns, couponProblems, type GivenCoupons, maxCodes, normalCodes } from '#promotions/rules/coupon-input';
import type { CouponRow } from '#promotions/rules/coupon-row';

export type CreateCouponsOutcome =
  | { readonly kind: 'created'; readonly promotion: KeptPromotion; readonly count: number; readonly coupons: CouponRow[] }
  | { readonly kind: 'refused'; readonly problem: AlreadyExists | IdempotencyConflict | NotFound | InvalidInput };

type Problem = Extract<CreateCouponsOutcome, { kind: 'refused' }>['problem'];

/** Undoes what the transaction has written. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super('refused');
    this.problem = problem;
  }
}

/** Makes codes that give a promotion, all or none; the same key with the same input gives the same codes. A refusal leaves the key unused. */
export async function createCoupons(db: Database, given: GivenCoupons, by: Author): Promise<CreateCouponsOutcome> {
  const invalid = invalidFields(couponProblems(given));
  if (invalid) return { kind: 'refused', problem: invalid };
  const [promotion] = isUuid(given.promotionId) ? await loadPromotions(db, [given.promotionId]) : [];
  if (!promotion) return { kind: 'refused', problem: notFound('There is no such promotion.') };
  if (!promotion.needsCoupon)
    return { kind: 'refused', problem: invalidInput(['promotionId'], 'promotionId must be of a promotion that needs a coupon.') };
  try {
    const batchId = await db.transaction((tx) => create(tx, given, by));
    return { kind: 'created', promotion, ...(await loadBatchCoupons(db, batchId, maxCodes)) };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}

async function create(tx: Transaction, given: GivenCoupons, by: Author): Promise<string> {
  const batch = { id: uuidv7(), idempotencyKey: given.idempotencyKey, inputHash: hashOf(given) };
  if (!(await insertBatch(tx, batch))) {
    const earlier = await findBatch(tx, given.idempotencyKey);
    if (!earlier || earlier.inputHash !== batch.inputHash) throw new Refused(idempotencyConflict('batch of coupons'));
    return earlier.id;
  }
  const made = { ...given, batchId: batch.id };
  if (given.codes) await insertGiven(tx, normalCodes(given.codes), made);
  else await insertGenerated(tx, given.count ?? 0, given.prefix?.trim().toUpperCase() ?? '', made);
  const { codes, count, prefix, usageLimit, endsAt } = given;
  await writeEvents(
    tx,
    audited(changeAudited, by, {
      action: 'createCoupons',
      entityType: 'Promotion',
      entityId: given.promotionId,
      before: null,
      after: { codes: codes && normalCodes(codes), count, prefix, usageLimit, endsAt },
    }),
  );
  return batch.id;
}

type Made = Parameters<typeof insertCouponRows>[2];

async function insertGiven(tx: Queryable, codes: readonly string[], made: Made): Promise<void> {
  const taken = await insertCouponRows(tx, codes.map(withId), made);
  const [first] = taken;
  if (first === undefined) return;
  const id = (await findCouponIds(tx, [first])).get(first) ?? null;
  throw new Refused(alreadyExists(['codes', codes.indexOf(first)], `There is a coupon ${first} already.`, id));
}

async function insertGenerated(tx: Queryable, count: number, prefix: string, made: Made): Promise<void> {
  for (let left = count; left > 0; ) {
    const codes = new Set<string>();
    while (codes.size < left) codes.add(prefix + randomCode());
    left = (await insertCouponRows(tx, [...codes].map(withId), made)).length;
  }
}

const withId = (code: string) => ({ code, id: uuidv7() });

const randomCode = (): string => Array.from({ length: codeLength }, () => codeSigns[randomInt(codeSigns.length)]).join('');

const hashOf = ({ promotionId, codes, count, prefix, usageLimit, endsAt }: GivenCoupons): string =>
  createHash('sha256')
    .update(JSON.stringify([promotionId, codes && normalCodes(codes), count, prefix, usageLimit, endsAt]))
    .digest('hex');
