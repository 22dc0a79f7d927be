import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Transaction } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidFields,
  invalidInput,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { changeAudited, promotionChanged } from '#events';
import {
  countUses,
  findPromotionFacts,
  insertPromotion,
  type KeptPromotion,
  loadShopCurrencies,
  lockBook,
  lockPromotion,
  turnBook,
  updatePromotion,
} from '#promotion-store';
import { type GivenPromotion, readPromotion } from '#promotions/rules/promotion-input';
import { shownPromotion } from '#promotions/rules/shown-promotion';
import { toldPromotion } from '#promotions/told-promotion';
import type { Promotion } from '#rules/promotion';

export interface SavePromotionCommand {
  /** Null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  readonly given: GivenPromotion;
}

export type SavePromotionOutcome =
  | { readonly kind: 'saved'; readonly promotion: KeptPromotion }
  | { readonly kind: 'refused'; readonly problem: VersionConflict | AlreadyExists | NotFound | InvalidInput };

type Problem = Extract<SavePromotionOutcome, { kind: 'refused' }>['problem'];

const refused = (problem: Problem): SavePromotionOutcome => ({ kind: 'refused', problem });

/** Of every basket: each quote looks at all of them. */
export const maxOfEveryBasket = 100;

const isOfEveryBasket = (promotion: Promotion | undefined): boolean =>
  promotion !== undefined && promotion.active && !promotion.needsCoupon;

/** Creates a promotion, or replaces all that is said of one. The same again changes nothing. */
export async function savePromotion(
  db: Database,
  { id, expectedVersion, given }: SavePromotionCommand,
  by: Author,
): Promise<SavePromotionOutcome> {
  const read = readPromotion(given, await loadShopCurrencies(db));
  const wrong = read.kind === 'wrong' ? read.fields.map((field) => ({ ...field, path: ['promotion', ...field.path] })) : [];
  const problem = invalidFields([...versionNeeded(id, expectedVersion), ...wrong]);
  if (problem || read.kind === 'wrong') return refused(problem ?? invalidInput(['promotion'], 'The promotion is wrong.'));
  if (id !== null && !isUuid(id)) return refused(notFound('There is no such promotion.'));
  const wanted = { ...read.promotion, id: id ?? uuidv7() };
  return db.transaction((tx) => save(tx, wanted, id === null ? null : expectedVersion, by));
}

async function save(tx: Transaction, wanted: Promotion, expected: number | null, by: Author): Promise<SavePromotionOutcome> {
  await lockBook(tx);
  const before = expected === null ? undefined : await lockPromotion(tx, wanted.id);
  if (expected !== null && !before) return refused(notFound('There is no such promotion.'));
  if (before && before.version !== expected) return refused(versionConflict('promotion', before.version));
  const told = audited(changeAudited, by, {
    action: 'savePromotion',
    entityType: 'Promotion',
    entityId: wanted.id,
    before: before ? shownPromotion(before) : null,
    after: shownPromotion(wanted),
  });
  if (before && told.length === 0) return { kind: 'saved', promotion: before };
  const problem = await problemOf(tx, wanted, before);
  if (problem) return refused(problem);
  const sequence = before ? await updatePromotion(tx, wanted) : 1;
  if (!before) await insertPromotion(tx, wanted);
  if (isOfEveryBasket(before) || isOfEveryBasket(wanted)) await turnBook(tx);
  await writeEvents(tx, [...told, numbered(promotionChanged.of(wanted.id, toldPromotion(wanted)), sequence)]);
  return { kind: 'saved', promotion: { ...wanted, version: (before?.version ?? 0) + 1 } };
}

async function problemOf(tx: Transaction, wanted: Promotion, before: Promotion | undefined): Promise<Problem | undefined> {
  const { takenBy, ofEveryBasket } = await findPromotionFacts(tx, wanted);
  if (takenBy !== null) return alreadyExists(['promotion', 'code'], `There is a promotion ${wanted.code} already.`, takenBy);
  if (isOfEveryBasket(wanted) && ofEveryBasket >= maxOfEveryBasket)
    return invalidInput(
      ['promotion', 'active'],
      `${maxOfEveryBasket} promotions that need no coupon are active: end or switch off another one first.`,
    );
  const used = before ? ((await countUses(tx, [wanted.id])).get(wanted.id) ?? 0) : 0;
  return wanted.usageLimit !== null && wanted.usageLimit < used
    ? invalidInput(['promotion', 'usageLimit'], `usageLimit must be at least ${used}: so often it is used. To end it now, switch it off.`)
    : undefined;
}
