import type { ProductState, VariantState } from '#editing/rules/state';
import type { ProductType } from '#rules/attribute';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The database gives choices in an order of its own, which says nothing. */
const comparable = ({ options, ...variant }: VariantState) => ({
  ...variant,
  options: options && Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)),
});

/** The edited product counted once more, and each of its variants that is new or differs; itself where nothing does. */
export function counted(before: ProductState, after: ProductState): ProductState {
  const stood = new Map(before.variants.map((variant) => [variant.sku, variant]));
  const variants = after.variants.map((variant) => {
    const old = stood.get(variant.sku);
    return old && same(comparable(old), comparable(variant)) ? old : { ...variant, version: variant.version + 1 };
  });
  const differs = !same(before, { ...after, variants });
  return differs ? { ...after, variants, version: before.version + 1 } : before;
}

/** Variants that are new or differ. */
export const changedVariants = (before: ProductState, after: ProductState): readonly VariantState[] => {
  const stood = new Map(before.variants.map((variant) => [variant.sku, variant.version]));
  return after.variants.filter(({ sku, version }) => stood.get(sku) !== version);
};

/** Does it say something else in one of these fields? */
export const differsIn = (before: ProductState, after: ProductState, ...fields: (keyof ProductState)[]): boolean =>
  fields.some((field) => !same(before[field], after[field]));

/** As the log of writes shows it, by the names of the API; of variants only those that differ from `other`. */
export function shownState(state: ProductState, other: ProductState, typesById: ReadonlyMap<string, ProductType>): Record<string, unknown> {
  if (state.version === 0) return {};
  const { variants, removed: _r, version: _v, id: _i, createdAt: _c, productTypeId, seoTitle, seoDescription, ...same } = state;
  const differing = new Set([...changedVariants(state, other), ...changedVariants(other, state)].map(({ sku }) => sku));
  return {
    ...same,
    productTypeCode: productTypeId === null ? null : typesById.get(productTypeId)?.code,
    seo: seoTitle === null && seoDescription === null ? null : { title: seoTitle, description: seoDescription },
    ...Object.fromEntries(
      variants.filter(({ sku }) => differing.has(sku)).map((variant) => [`variants.${variant.sku}`, shownVariant(variant)]),
    ),
  };
}

const shownVariant = ({ id: _i, version: _v, position: _p, sku: _s, ...shown }: VariantState) => shown;
