import type { OptionInput, ProductInput, VariantInput } from '#editing/rules/input';
import { slugOf } from '#editing/rules/slug';
import type { ProductState } from '#editing/rules/state';
import { isCode } from '#editing/rules/text';
import type { IndexedRow } from '#exchange/rules/group-rows';
import type { ImportRow, RowOption } from '#exchange/rules/row';
import type { ProductOption } from '#rules/option';

type Said<Field extends keyof ImportRow> = NonNullable<ImportRow[Field]> | null | undefined;

/** What rows of one product say of it: of each field what the first row says that says anything. */
export function inputOfRows(
  rows: readonly IndexedRow[],
  before: ProductState | undefined,
  categoryIds: ReadonlyMap<string, string>,
): ProductInput {
  const said = <Field extends keyof ImportRow>(field: Field): Said<Field> => {
    for (const { row } of rows) {
      if (row.clears.includes(field)) return null;
      const value = row[field];
      if (value !== null) return value;
    }
    return undefined;
  };
  const given = <Key extends keyof ProductInput>(key: Key, value: ProductInput[Key]) => (value === undefined ? {} : { [key]: value });
  const slugs = said('categorySlugs');
  const seo = { title: said('seoTitle'), description: said('seoDescription') };
  const { options, differs } = optionsOfRows(rows, before?.options ?? []);
  return {
    ...given('slug', said('slug') ?? undefined),
    ...given('title', said('title')),
    ...given('description', said('description')),
    ...given('status', said('status') ?? undefined),
    ...given('publishAt', said('publishAt')),
    ...given('productTypeCode', said('productTypeCode')),
    ...given('categoryIds', slugs && [...new Set(slugs.map((slug) => categoryIds.get(slug) ?? slug))]),
    ...given('tags', said('tags')),
    ...given('seo', seo.title === undefined && seo.description === undefined ? undefined : keptSeo(seo, before)),
    ...given('attributes', said('attributes')),
    ...given(
      'translations',
      said('translations')?.map(({ seoTitle, seoDescription, ...rest }) => ({
        ...rest,
        seo: { title: seoTitle, description: seoDescription },
      })),
    ),
    ...given('options', differs ? options : undefined),
    variants: rows.map(({ row }) => variantOfRow(row, options)),
  };
}

const keptSeo = (
  seo: { title?: string | null | undefined; description?: string | null | undefined },
  before: ProductState | undefined,
) => ({
  title: seo.title === undefined ? before?.seoTitle : seo.title,
  description: seo.description === undefined ? before?.seoDescription : seo.description,
});

function variantOfRow(row: ImportRow, options: readonly OptionInput[]): VariantInput {
  const { sku, variantTitle, position, barcode, weightGrams, taxCategoryCode, clears } = row;
  const field = <Value>(name: string, value: Value | null) => (clears.includes(name) ? null : (value ?? undefined));
  return {
    sku,
    title: field('variantTitle', variantTitle),
    position: position ?? undefined,
    options: row.options?.map(({ code, value }) => {
      const option = knownAs(options, code);
      return { code: option?.code ?? codeOf(code), value: knownAs(option?.values ?? [], value)?.code ?? codeOf(value) };
    }),
    barcode: field('barcode', barcode),
    weightGrams: field('weightGrams', weightGrams),
    taxCategoryCode: field('taxCategoryCode', taxCategoryCode),
  };
}

/** By its code, or by what people call it. */
const knownAs = <One extends { code: string; name: string }>(list: readonly One[], text: string): One | undefined =>
  list.find(({ code }) => code === text) ?? list.find(({ name }) => name.toLowerCase() === text.toLowerCase());

/** A code as it stands, or made of what people call it; what gives none stays as it is, and is refused as a code. */
const codeOf = (text: string): string => (isCode(text) ? text : slugOf(text).slice(0, 64).replace(/-$/, '') || text);

interface Option {
  readonly code: string;
  readonly name: string;
  readonly values: { code: string; name: string; color?: string | null | undefined }[];
}

/** The options that the product has, with what the rows bring, and whether they bring anything. */
function optionsOfRows(rows: readonly IndexedRow[], before: readonly ProductOption[]): { options: Option[]; differs: boolean } {
  const options: Option[] = before.map((option) => ({ ...option, values: [...option.values] }));
  const places = new Map<string, number>();
  let differs = false;
  for (const said of rows.flatMap(({ row }) => row.options ?? [])) {
    let option = knownAs(options, said.code);
    if (!option) {
      option = { code: codeOf(said.code), name: said.name ?? said.code, values: [] };
      options.push(option);
      differs = true;
    }
    differs = addValue(option, said, places) || differs;
  }
  const place = (code: string, value: string, index: number): number => places.get(`${code} ${value}`) ?? index;
  for (const { code, values } of options) {
    const sorted = values.map((value, index) => ({ value, at: place(code, value.code, index) })).sort((a, b) => a.at - b.at);
    if (differs) values.splice(0, values.length, ...sorted.map(({ value }) => value));
  }
  return { options, differs };
}

function addValue({ code, values }: Option, { value, label, color, valuePosition }: RowOption, places: Map<string, number>): boolean {
  const known = knownAs(values, value);
  const one = known ?? { code: codeOf(value), name: label ?? value, color };
  if (valuePosition !== null) places.set(`${code} ${one.code}`, valuePosition);
  if (!known) values.push(one);
  return !known;
}
