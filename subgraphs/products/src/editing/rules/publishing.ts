import { type FieldProblem, fieldProblem, type InvalidTransition, invalidTransition } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';
import type { ProductState } from '#editing/rules/state';
import type { ProductType } from '#rules/attribute';
import type { ProductStatus } from '#rules/product';

/** What was on sale once never becomes a draft: orders lead to it, and a draft is shown to staff alone. */
const after: Record<ProductStatus, readonly ProductStatus[]> = {
  DRAFT: ['DRAFT', 'PUBLISHED', 'ARCHIVED'],
  PUBLISHED: ['PUBLISHED', 'ARCHIVED'],
  ARCHIVED: ['ARCHIVED', 'PUBLISHED'],
};

export const transitionOf = (from: ProductStatus, to: ProductStatus): InvalidTransition | undefined =>
  after[from].includes(to)
    ? undefined
    : invalidTransition(
        `A product that is ${from} cannot become ${to}.`,
        after[from].filter((status) => status !== from),
      );

/** A time is set for drafts alone, and lies ahead; what stood there before may be said again. */
export function publishAtFaults(before: ProductState, after: ProductState, now: Date, at: At): FieldProblem[] {
  const { publishAt } = after;
  if (publishAt === null || publishAt.getTime() === before.publishAt?.getTime()) return [];
  if (after.status !== 'DRAFT')
    return [fieldProblem(at('publishAt'), 'publishAt is for drafts: a product that is published or archived has none.')];
  return publishAt > now ? [] : [fieldProblem(at('publishAt'), 'publishAt must lie ahead; to sell now, set status to PUBLISHED.')];
}

/** What a product needs to be sold. Asked where it goes on sale, and of changes to what is needed while it is or will be. */
export function saleFaults(after: ProductState, type: ProductType | undefined, input: ProductInput, at: At): FieldProblem[] {
  const willSell = after.status === 'PUBLISHED' || (after.status === 'DRAFT' && after.publishAt !== null);
  if (!willSell) return [];
  const asks = (...fields: (keyof ProductInput)[]) => fields.some((field) => input[field] !== undefined);
  const missing = (type?.attributes ?? []).filter(({ code, required }) => required && !after.attributes.some((one) => one.code === code));
  return [
    ...(after.variants.length === 0 && asks('status', 'publishAt', 'variants', 'removeSkus')
      ? [fieldProblem(at('variants'), 'A product needs a variant before it is sold.')]
      : []),
    ...(asks('status', 'publishAt', 'attributes', 'productTypeCode')
      ? missing.map(({ code }) => fieldProblem(at('attributes'), `A product of the type ${type?.code} needs ${code} before it is sold.`))
      : []),
  ];
}
