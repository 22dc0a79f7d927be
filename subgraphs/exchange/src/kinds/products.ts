import { z } from 'zod';
import type { Kind, RowOutcome } from '#kind';
import { outcomesOf, problemsOf, type Read } from '#kinds/rows';
import type { ExportedProduct, ProductRow, ProductsRemote } from '#remotes/products';
import type { Column, Values } from '#rules/column';

/** Rows to a page of an export. */
const pageRows = 500;

const columns: readonly Column[] = [
  { name: 'sku', type: 'text', about: 'The variant.', required: true },
  {
    name: 'slug',
    type: 'text',
    about: "The product's name in addresses: rows of one product have the same. Left out, it is made of the title.",
  },
  { name: 'title', type: 'text', about: "The product's title. Of what is the product's, the first row that says it counts." },
  { name: 'description', type: 'text', about: "The product's description." },
  { name: 'status', type: 'text', about: 'DRAFT, PUBLISHED or ARCHIVED; a new product is a draft.' },
  { name: 'publishAt', type: 'instant', about: 'When a draft goes on sale.' },
  { name: 'productTypeCode', type: 'text', about: "The product's type, which must be there." },
  { name: 'categorySlugs', type: 'list', about: 'All categories that the product stands in, which must be there.' },
  { name: 'tags', type: 'list', about: 'All its tags.' },
  { name: 'seoTitle', type: 'text', about: 'What search engines show as the title.' },
  { name: 'seoDescription', type: 'text', about: 'What search engines show as the description.' },
  { name: 'attributes', type: 'json', about: 'All that the product says of itself: a list of objects with `code` and `values`.' },
  {
    name: 'translations',
    type: 'json',
    about: 'All its translations: objects with `locale`, `slug`, `title`, `description`, `seoTitle`, `seoDescription`.',
  },
  { name: 'variantTitle', type: 'text', about: 'What sets the variant apart.' },
  { name: 'position', type: 'integer', about: 'Its place among the variants of its product.' },
  {
    name: 'options',
    type: 'json',
    about: 'Its value of each option: objects with `code`, `name`, `value`, `label`, `color`, `valuePosition`.',
  },
  { name: 'barcode', type: 'text', about: 'Its barcode.' },
  { name: 'weightGrams', type: 'integer', about: 'What it weighs.' },
  { name: 'taxCategoryCode', type: 'text', about: 'What tax rates know it by.' },
];

/** A row for each variant, with its product beside it. */
export const productsKind = (products: ProductsRemote): Kind => ({
  columns,
  importing: {
    keyOf: ({ sku }) => (typeof sku === 'string' ? sku : null),
    thingOf: ({ slug }) => (typeof slug === 'string' ? slug : null),
    write: (rows, { dryRun, by }) =>
      outcomesOf(rows, commandOf, async (commands) => {
        const { rows: results } = await products.importRows({ rows: commands, dryRun, author: { ...by, jobId: null } });
        return results.map(outcomeOf);
      }),
  },
  page: async (after) => {
    const rows = await products.exportRows({ after: after ?? '', limit: pageRows });
    return { rows: rows.map(rowOf), next: rows.length < pageRows ? null : (rows.at(-1)?.sku ?? null) };
  },
});

const text = z.string().nullish();
const one = z.string();
const given = z.object({
  sku: one,
  slug: text,
  title: text,
  description: text,
  status: z.enum(['DRAFT', 'PUBLISHED', 'ARCHIVED']).nullish(),
  publishAt: text,
  productTypeCode: text,
  categorySlugs: z.array(one).nullish(),
  tags: z.array(one).nullish(),
  seoTitle: text,
  seoDescription: text,
  attributes: z.array(z.strictObject({ code: one, values: z.array(one) })).nullish(),
  translations: z
    .array(z.strictObject({ locale: one, slug: text, title: text, description: text, seoTitle: text, seoDescription: text }))
    .nullish(),
  variantTitle: text,
  position: z.number().nullish(),
  options: z
    .array(z.strictObject({ code: one, name: text, value: one, label: text, color: text, valuePosition: z.int32().nullish() }))
    .nullish(),
  barcode: text,
  weightGrams: z.number().nullish(),
  taxCategoryCode: text,
});

function commandOf(values: Values): Read<ProductRow> {
  const read = given.safeParse(values);
  if (!read.success) return { refused: { kind: 'refused', problems: problemsOf(read.error) } };
  const { sku, publishAt, translations, options, attributes, ...said } = read.data;
  const known = {
    slug: said.slug ?? null,
    title: said.title ?? null,
    description: said.description ?? null,
    status: said.status ?? null,
    productTypeCode: said.productTypeCode ?? null,
    categorySlugs: said.categorySlugs ?? null,
    tags: said.tags ?? null,
    seoTitle: said.seoTitle ?? null,
    seoDescription: said.seoDescription ?? null,
    variantTitle: said.variantTitle ?? null,
    position: said.position ?? null,
    barcode: said.barcode ?? null,
    weightGrams: said.weightGrams ?? null,
    taxCategoryCode: said.taxCategoryCode ?? null,
  };
  return {
    command: {
      sku,
      ...known,
      publishAt: publishAt ? new Date(publishAt) : null,
      attributes: attributes ?? null,
      translations:
        translations?.map((it) => ({
          locale: it.locale,
          slug: it.slug ?? null,
          title: it.title ?? null,
          description: it.description ?? null,
          seoTitle: it.seoTitle ?? null,
          seoDescription: it.seoDescription ?? null,
        })) ?? null,
      options:
        options?.map((it) => ({
          code: it.code,
          name: it.name ?? null,
          value: it.value,
          label: it.label ?? null,
          color: it.color ?? null,
          valuePosition: it.valuePosition ?? null,
        })) ?? null,
      clears: Object.entries(values).flatMap(([name, value]) => (value === null ? [name] : [])),
    },
  };
}

type Result = Awaited<ReturnType<ProductsRemote['importRows']>>['rows'][number];

function outcomeOf({ outcome, faults }: Result): RowOutcome {
  switch (outcome) {
    case 'CREATED':
    case 'UPDATED':
      return { kind: 'changed' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'REFUSED':
      return { kind: 'refused', problems: faults.map(({ field, message }) => ({ path: field.split('.'), message })) };
  }
}

/** Every field that a file gives, products must tell: what it no longer told would be a column of nothing. */
type Told = Required<Omit<z.infer<typeof given>, 'publishAt'>>;

function rowOf({ publishAt, ...row }: ExportedProduct): Values {
  const told: Told = row;
  return { ...told, publishAt: publishAt?.toISOString() ?? null };
}
