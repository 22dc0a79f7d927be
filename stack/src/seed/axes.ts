import { colourNamed } from './pictures/colours.ts';
import { type ShelfProduct, type ShelfVariant, variantsOf } from './shelf.ts';

interface Axis {
  code: string;
  name: string;
}

const colour: Axis = { code: 'color', name: 'Colour' };
const size: Axis = { code: 'size', name: 'Size' };
const kind: Axis = { code: 'kind', name: 'Kind' };

const sizes = /\d|\b(small|medium|large|twin|queen|king|crib|four|five|six|eight|ten|twelve)\b/i;

/** What the variants of a product differ in: their titles say it. */
function axisOf(titles: readonly string[]): Axis {
  if (titles.every((title) => sizes.test(title))) return size;
  return titles.every((title) => colourNamed(title) !== undefined) ? colour : kind;
}

/** The variant's part of the SKU, which is stable; of the one without a part, what it is called. */
const codeOf = (product: ShelfProduct, { sku, title }: ShelfVariant): string =>
  (sku === product.sku ? title.replaceAll(/[^A-Za-z0-9]+/g, '-') : sku.slice(product.sku.length + 1))
    .toLowerCase()
    .replaceAll(/^-|-$/g, '');

interface Axes {
  options: { code: string; name: string; values: { code: string; name: string; color: string | null }[] }[];
  choiceOf: (variant: ShelfVariant) => { options?: Readonly<Record<string, string>> };
}

/** The options of a product and what each variant has of them; none where there is one variant. */
export function optionsOf(product: ShelfProduct): Axes {
  const variants = variantsOf(product);
  if (variants.length < 2) return { options: [], choiceOf: () => ({}) };
  const axis = axisOf(variants.map(({ title }) => title));
  const values = variants.map((variant) => ({
    code: codeOf(product, variant),
    name: variant.title,
    color: axis === colour ? (colourNamed(variant.title) ?? null) : null,
  }));
  return { options: [{ ...axis, values }], choiceOf: (variant: ShelfVariant) => ({ options: { [axis.code]: codeOf(product, variant) } }) };
}

const materials =
  /\b(linen|wool|cotton|oak|beech|ash|walnut|maple|brass|steel|iron|copper|glass|stoneware|porcelain|terracotta|paper|leather|beeswax|washi|canvas)\b/gi;

/** What it is made of, as far as its description says. */
export const tagsOf = ({ title, description }: ShelfProduct): string[] =>
  [...new Set((`${title} ${description}`.match(materials) ?? []).map((word) => word.toLowerCase()))].sort();
