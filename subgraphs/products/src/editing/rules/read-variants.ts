import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At, Ground } from '#editing/rules/ground';
import type { ProductInput, VariantInput } from '#editing/rules/input';
import { picturesOfVariant } from '#editing/rules/read-pictures';
import type { ProductState, VariantState } from '#editing/rules/state';
import { countFaults, repeatedFaults, textFaults } from '#editing/rules/text';
import { isSku } from '#rules/keys';
import { choiceKey, choiceLabel, maxVariants, type OptionChoice, type ProductOption, type SelectedOption } from '#rules/option';

export const maxVariantsOfCall = 200;
const maxWeight = 100_000_000;

type Given = Pick<ProductInput, 'variants' | 'removeSkus' | 'options'>;

/** What is wrong with the fields of variants, each looked at alone. */
export function variantFaults(
  { variants, removeSkus }: Given,
  before: ProductState,
  { maxVariantsOfCall: max }: Ground,
  at: At,
): FieldProblem[] {
  const tooMany = [...countFaults(at('variants'), variants, max), ...countFaults(at('removeSkus'), removeSkus, max)];
  if (tooMany.length > 0) return tooMany;
  const known = new Set(before.variants.map(({ sku }) => sku));
  const named = new Set((variants ?? []).map(({ sku }) => sku));
  return [
    ...(variants ?? []).flatMap((variant, index) => oneVariantFaults(variant, (...more) => at('variants', index, ...more))),
    ...repeatedFaults(
      [...(variants ?? [])].map(({ sku }) => sku),
      (index) => at('variants', index, 'sku'),
      'The SKU',
    ),
    ...(removeSkus ?? []).flatMap((sku, index) => [
      ...(known.has(sku) ? [] : [fieldProblem(at('removeSkus', index), `The product has no variant ${sku.slice(0, 64)}.`)]),
      ...(named.has(sku) ? [fieldProblem(at('removeSkus', index), `${sku.slice(0, 64)} is among variants, too.`)] : []),
    ]),
  ];
}

function oneVariantFaults({ sku, title, options, barcode, weightGrams, taxCategoryCode }: VariantInput, at: At): FieldProblem[] {
  const isOff = weightGrams != null && (weightGrams < 0 || weightGrams > maxWeight);
  return [
    ...(isSku(sku)
      ? []
      : [
          fieldProblem(at('sku'), 'sku must be 1 to 64 letters of A to Z, digits, dots, hyphens and underscores, a letter or digit first.'),
        ]),
    ...textFaults(at('title'), title, { max: 200 }),
    ...repeatedFaults(
      (options ?? []).map(({ code }) => code),
      (index) => at('options', index, 'code'),
      'The option',
    ),
    ...(barcode == null || /^[\x21-\x7e]{1,64}$/.test(barcode)
      ? []
      : [fieldProblem(at('barcode'), 'barcode must be 1 to 64 printable characters without blanks.')]),
    ...(isOff ? [fieldProblem(at('weightGrams'), `weightGrams must be from 0 to ${maxWeight}.`)] : []),
    ...(taxCategoryCode == null || /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(taxCategoryCode.slice(0, 65))
      ? []
      : [
          fieldProblem(at('taxCategoryCode'), 'taxCategoryCode must be 1 to 64 lower-case letters and digits with single hyphens between.'),
        ]),
  ];
}

/** The variants as they will stand, in their order: new ones at the end. */
export function variantsOf(given: Given, before: ProductState, options: readonly ProductOption[], ground: Ground): readonly VariantState[] {
  if (given.variants == null && given.removeSkus == null && given.options === undefined) return before.variants;
  const gone = new Set(given.removeSkus ?? []);
  const changes = new Map((given.variants ?? []).map((variant) => [variant.sku, variant]));
  const stay = before.variants.filter(({ sku }) => !gone.has(sku));
  const known = new Set(stay.map(({ sku }) => sku));
  const next = Math.max(-1, ...before.variants.map(({ position }) => position)) + 1;
  const added = [...changes.values()]
    .filter(({ sku }) => !known.has(sku))
    .map((variant, index) => newVariant(variant, next + index, ground));
  return inOrder([...stay, ...added].map((variant) => changed(variant, changes.get(variant.sku), options)));
}

const inOrder = (variants: VariantState[]): VariantState[] => variants.sort((a, b) => a.position - b.position);

/** A SKU that was removed before comes back as the variant it was. */
function newVariant({ sku }: VariantInput, position: number, { skuOwners, newId }: Ground): VariantState {
  const owner = skuOwners.get(sku);
  const blank = { title: null, options: null, barcode: null, weightGrams: null, taxCategoryCode: null, mediaIds: [] };
  return { ...blank, id: owner?.variantId ?? newId(), version: owner?.version ?? 0, sku, position };
}

function changed(variant: VariantState, input: VariantInput | undefined, options: readonly ProductOption[]): VariantState {
  if (input === undefined) return variant;
  const choice = input.options === undefined ? variant.options : choiceOf(input.options);
  const kept = <T>(given: T | null | undefined, before: T | null): T | null => (given === undefined ? before : given);
  const title = kept(input.title, variant.title)?.trim() || null;
  return {
    ...variant,
    position: input.position ?? variant.position,
    options: choice,
    // What sets it apart is what its options say, where nobody says it better.
    title: title ?? (choice ? choiceLabel(options, choice).slice(0, 200) || null : null),
    barcode: kept(input.barcode, variant.barcode),
    weightGrams: kept(input.weightGrams, variant.weightGrams),
    taxCategoryCode: kept(input.taxCategoryCode, variant.taxCategoryCode),
    mediaIds: picturesOfVariant(input, variant),
  };
}

export const choiceOf = (options: readonly SelectedOption[] | null): OptionChoice | null =>
  options === null || options.length === 0 ? null : Object.fromEntries(options.map(({ code, value }) => [code, value]));

/** Each has one value of each option, no two have the same, and there are not too many. */
export function togetherFaults(
  variants: readonly VariantState[],
  options: readonly ProductOption[],
  { variants: given, removeSkus, options: optionsGiven }: Given,
  at: At,
): FieldProblem[] {
  if (given == null && removeSkus == null && optionsGiven === undefined) return [];
  if (variants.length > maxVariants)
    return [fieldProblem(at('variants'), `A product has at most ${maxVariants} variants: this would be ${variants.length}.`)];
  const index = new Map((given ?? []).map(({ sku }, position) => [sku, position]));
  const pathOf = (sku: string) => (index.has(sku) ? at('variants', index.get(sku) ?? 0, 'options') : at('options'));
  const misfits = variants.flatMap((variant) => misfitOf(variant, options, pathOf));
  return misfits.length > 0 ? misfits.slice(0, 100) : sameFaults(variants, pathOf);
}

function misfitOf({ sku, options: choice }: VariantState, options: readonly ProductOption[], pathOf: (sku: string) => (string | number)[]) {
  const chosen = choice ?? {};
  const strange = Object.keys(chosen).find((code) => !options.some((option) => option.code === code));
  if (strange !== undefined) {
    const codes = options.map(({ code }) => code);
    return [fieldProblem(pathOf(sku), `The product has no option ${strange.slice(0, 64)}, which ${sku} names.`, codes)];
  }
  return options.flatMap(({ code, values }) => {
    const value = chosen[code];
    if (values.some((one) => one.code === value)) return [];
    const codes = values.map((one) => one.code);
    return [
      fieldProblem(
        pathOf(sku),
        value === undefined ? `${sku} needs a value of ${code}.` : `${code} has no value ${value.slice(0, 64)}, which ${sku} names.`,
        codes,
      ),
    ];
  });
}

function sameFaults(variants: readonly VariantState[], pathOf: (sku: string) => (string | number)[]): FieldProblem[] {
  const first = new Map<string, string>();
  return variants.flatMap(({ sku, options }) => {
    const key = choiceKey(options ?? {});
    const other = first.get(key);
    if (other === undefined) first.set(key, sku);
    if (other === undefined) return [];
    const what = key === '' ? 'have no options that set them apart' : 'have the same options';
    return [fieldProblem(pathOf(sku), `${other} and ${sku} ${what}.`)];
  });
}
