import {
  type AlreadyExists,
  alreadyExists,
  type FieldProblem,
  fieldProblem,
  type InvalidInput,
  type InvalidTransition,
  invalidFields,
} from '@cartograph/kit/problems';
import type { At, Ground } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';
import { publishAtFaults, saleFaults, transitionOf } from '#editing/rules/publishing';
import { attributeFaults } from '#editing/rules/read-attributes';
import { optionPictureFaults, withOwnPictures } from '#editing/rules/read-option-pictures';
import { optionFaults, optionsOf } from '#editing/rules/read-options';
import { pictureFaults, picturesOf } from '#editing/rules/read-pictures';
import { translationFaults, translationsOf } from '#editing/rules/read-translations';
import { togetherFaults, variantFaults, variantsOf } from '#editing/rules/read-variants';
import { slugFaults, slugsOf } from '#editing/rules/slug';
import type { ProductState } from '#editing/rules/state';
import { countFaults, maxDescription, maxTitle, repeatedFaults, seoFaults, textFaults } from '#editing/rules/text';
import type { ProductType } from '#rules/attribute';

export type EditOutcome =
  | { kind: 'edited'; product: ProductState }
  | { kind: 'refused'; problem: InvalidInput | AlreadyExists | InvalidTransition };

const maxTags = 50;
const maxPlaces = 50;

/** The product as the input leaves it; refused with every wrong field, then for what is taken, then for its status. */
export function editProduct(before: ProductState, input: ProductInput, ground: Ground, at: At): EditOutcome {
  const type = typeOf(before, input, ground);
  const single = [...textsFaults(before, input, at), ...placeFaults(input, ground, at), ...optionFaults(input.options, at)];
  const alone = [
    ...single,
    ...translationFaults(input.translations, at),
    ...variantFaults(input, before, ground, at),
    ...pictureFaults(input, ground, at),
    ...optionPictureFaults(input, before, at),
  ];
  // What is wrong by itself is no ground to judge the whole by.
  const product = alone.length > 0 ? undefined : next(before, input, type, ground);
  const judged = product ?? { ...before, attributes: input.attributes === undefined ? before.attributes : (input.attributes ?? []) };
  const faults = [
    ...alone,
    ...(input.attributes === undefined && input.productTypeCode === undefined ? [] : attributeFaults(judged.attributes, type, at)),
    ...(product ? wholeFaults(before, product, input, type, ground, at) : []),
  ];
  const invalid = invalidFields(faults);
  const problem = invalid ?? (product && (takenBy(product, input, ground, at) ?? transitionOf(before.status, product.status)));
  return problem || !product ? refused(problem) : { kind: 'edited', product };
}

function refused(problem: InvalidInput | AlreadyExists | InvalidTransition | undefined): EditOutcome {
  if (!problem) throw new Error('refused for nothing');
  return { kind: 'refused', problem };
}

function wholeFaults(
  before: ProductState,
  product: ProductState,
  input: ProductInput,
  type: ProductType | undefined,
  { now }: Ground,
  at: At,
): FieldProblem[] {
  return [
    ...togetherFaults(product.variants, product.options, input, at),
    ...publishAtFaults(before, product, now, at),
    ...saleFaults(product, type, input, at),
  ];
}

function textsFaults(before: ProductState, input: ProductInput, at: At): FieldProblem[] {
  const title = input.title === undefined && before.title === '' ? null : input.title;
  return [
    ...(input.slug == null ? [] : slugFaults(at('slug'), input.slug)),
    ...(title === null ? [fieldProblem(at('title'), 'title is needed.')] : textFaults(at('title'), title, { min: 1, max: maxTitle })),
    ...textFaults(at('description'), input.description, { max: maxDescription, lines: true }),
    ...(input.status === null ? [fieldProblem(at('status'), 'status cannot be cleared.', ['DRAFT', 'PUBLISHED', 'ARCHIVED'])] : []),
    ...countFaults(at('tags'), input.tags, maxTags),
    ...(input.tags ?? []).slice(0, maxTags).flatMap((tag, index) => textFaults(at('tags', index), tag, { min: 1, max: 64 })),
    ...seoFaults(input.seo, at),
  ];
}

function placeFaults(input: ProductInput, ground: Ground, at: At): FieldProblem[] {
  const { productTypeCode: code, categoryIds, collectionIds } = input;
  const unknown = (ids: readonly string[] | null | undefined, field: string, what: string, isKnown: (id: string) => boolean) =>
    (ids ?? []).slice(0, maxPlaces).flatMap((id, index) => (isKnown(id.toLowerCase()) ? [] : [fieldProblem(at(field, index), what)]));
  return [
    ...(code == null || ground.typesByCode.has(code)
      ? []
      : [fieldProblem(at('productTypeCode'), 'There is no product type of this code.')]),
    ...countFaults(at('categoryIds'), categoryIds, maxPlaces),
    ...unknown(categoryIds, 'categoryIds', 'There is no such category.', (id) => ground.categoryIds.has(id)),
    ...repeatedFaults(
      (categoryIds ?? []).map((id) => id.toLowerCase()),
      (index) => at('categoryIds', index),
      'The category',
    ),
    ...countFaults(at('collectionIds'), collectionIds, maxPlaces),
    ...unknown(
      collectionIds,
      'collectionIds',
      'There is no such collection that is filled by hand.',
      (id) => ground.collections.get(id) === true,
    ),
    ...repeatedFaults(
      (collectionIds ?? []).map((id) => id.toLowerCase()),
      (index) => at('collectionIds', index),
      'The collection',
    ),
  ];
}

function typeOf(before: ProductState, { productTypeCode: code }: ProductInput, ground: Ground): ProductType | undefined {
  if (code === undefined) return before.productTypeId === null ? undefined : ground.typesById.get(before.productTypeId);
  return code === null ? undefined : ground.typesByCode.get(code);
}

function next(before: ProductState, input: ProductInput, type: ProductType | undefined, ground: Ground): ProductState {
  const kept = <T>(given: T | undefined, stood: T): T => (given === undefined ? stood : given);
  const title = input.title?.trim() ?? before.title;
  const status = input.status ?? before.status;
  const options = optionsOf(input.options, before.options);
  const ids = (given: readonly string[] | null | undefined, stood: readonly string[]) =>
    given === undefined ? stood : (given ?? []).map((id) => id.toLowerCase()).sort();
  const variants = variantsOf(input, before, options, ground);
  const media = picturesOf(input, before, ground);
  return {
    ...before,
    slug: input.slug ?? (before.slug !== '' && input.slug === undefined ? before.slug : madeSlug(before, title, ground)),
    title,
    description: input.description === undefined ? before.description : input.description?.trim() || null,
    status,
    publishAt: kept(input.publishAt, status === 'ARCHIVED' ? null : before.publishAt),
    productTypeId: type?.id ?? null,
    tags: input.tags === undefined ? before.tags : [...new Set((input.tags ?? []).map((tag) => tag.trim()))],
    seoTitle: input.seo === undefined ? before.seoTitle : input.seo?.title?.trim() || null,
    seoDescription: input.seo === undefined ? before.seoDescription : input.seo?.description?.trim() || null,
    categoryIds: ids(input.categoryIds, before.categoryIds),
    collectionIds: ids(input.collectionIds, before.collectionIds),
    media,
    attributes: input.attributes === undefined ? before.attributes : (input.attributes ?? []),
    translations: input.translations === undefined ? before.translations : translationsOf(input.translations),
    options: withOwnPictures(options, { media, variants }),
    variants,
    removed: [...before.removed, ...(input.removeSkus ?? [])],
  };
}

const madeSlug = ({ id }: ProductState, title: string, { slugOwners }: Ground): string =>
  slugsOf(title, id).find((slug) => (slugOwners.get(slug) ?? id) === id) ?? id;

/** A slug of any language leads to one product, and a SKU names one variant for ever. */
function takenBy(product: ProductState, input: ProductInput, ground: Ground, at: At): AlreadyExists | undefined {
  const slugs: [slug: string, path: (string | number)[]][] = [
    [product.slug, at('slug')],
    ...(input.translations ?? []).map(({ slug }, index): [string, (string | number)[]] => [slug ?? '', at('translations', index, 'slug')]),
  ];
  for (const [slug, path] of slugs) {
    const owner = ground.slugOwners.get(slug);
    if (owner !== undefined && owner !== product.id) return alreadyExists(path, `Another product has the slug ${slug}.`, owner);
  }
  for (const [index, { sku }] of (input.variants ?? []).entries()) {
    const owner = ground.skuOwners.get(sku);
    if (owner && owner.productId !== product.id)
      return alreadyExists(at('variants', index, 'sku'), `Another product has the SKU ${sku}.`, owner.variantId);
  }
  return undefined;
}
