import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';
import type { ProductState } from '#editing/rules/state';
import type { ProductOption } from '#rules/option';

/** A value is shown by a picture that its product will have, or one of its variants: another product's is none of them. */
export function optionPictureFaults(
  { options, media, found, variants, removeSkus }: ProductInput,
  before: ProductState,
  at: At,
): FieldProblem[] {
  const gone = new Set(removeSkus ?? []);
  const changed = new Set((variants ?? []).filter(({ mediaIds }) => mediaIds !== undefined).map(({ sku }) => sku));
  const own = new Set([
    ...(media === undefined ? before.media : (found?.said ?? [])).map(({ id }) => id),
    ...before.variants.filter(({ sku }) => !gone.has(sku) && !changed.has(sku)).flatMap(({ mediaIds }) => mediaIds),
    ...(variants ?? []).flatMap(({ mediaIds }) => (mediaIds ?? []).map((id) => id.toLowerCase())),
  ]);
  return (options ?? []).flatMap(({ values }, option) =>
    values.flatMap(({ mediaId }, value) =>
      mediaId == null || own.has(mediaId.toLowerCase())
        ? []
        : [
            fieldProblem(
              at('options', option, 'values', value, 'mediaId'),
              'mediaId must be one of the pictures of the product or of its variants.',
            ),
          ],
    ),
  );
}

/** The options without pictures that the product has no longer. */
export function withOwnPictures(
  options: readonly ProductOption[],
  { media, variants }: Pick<ProductState, 'media' | 'variants'>,
): readonly ProductOption[] {
  const own = new Set([...media.map(({ id }) => id), ...variants.flatMap(({ mediaIds }) => mediaIds)]);
  return options.map((option) => ({
    ...option,
    values: option.values.map(({ mediaId, ...value }) => (mediaId !== undefined && own.has(mediaId) ? { ...value, mediaId } : value)),
  }));
}
