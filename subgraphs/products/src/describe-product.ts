import type { Loaders } from '#loaders';
import type { AttributeType } from '#rules/attribute';
import type { Product, ProductVariant } from '#rules/product';

interface ShownAttribute {
  code: string;
  name: string;
  type: AttributeType;
  values: string[];
  unit: string | null;
}

/** What a product says of itself, in the order of its type. */
export async function describeAttributes({ loaders }: { loaders: Loaders }, { id, productTypeId }: Product): Promise<ShownAttribute[]> {
  if (productTypeId === null) return [];
  const [type, said] = await Promise.all([loaders.productType.load(productTypeId), loaders.attributesOf.load(id)]);
  return (type?.attributes ?? []).flatMap(({ code, name, type: kind, unit }) => {
    const values = said.find((one) => one.code === code)?.values;
    return values ? [{ code, name, type: kind, unit, values: [...values] }] : [];
  });
}

/** What a variant has of each option, in the order of the product's options. */
export async function describeOptions({ loaders }: { loaders: Loaders }, { productId, options: choice }: ProductVariant) {
  if (choice === null) return [];
  const options = await loaders.optionsOf.load(productId);
  return options.flatMap(({ code, name, values }) => {
    const value = values.find((one) => one.code === choice[code]);
    return value ? [{ code, name, value: value.code, label: value.name }] : [];
  });
}
