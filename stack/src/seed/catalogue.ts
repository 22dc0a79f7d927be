import { uuidFromName } from '@cartograph/kit/ids';
import { optionsOf, tagsOf } from './axes.ts';
import { type Shelf, type ShelfProduct, type ShelfVariant, variantsOf } from './shelf.ts';
import { bath } from './shelves/bath.ts';
import { furniture } from './shelves/furniture.ts';
import { garden } from './shelves/garden.ts';
import { kitchen } from './shelves/kitchen.ts';
import { lighting } from './shelves/lighting.ts';
import { stationery } from './shelves/stationery.ts';
import { teaCoffee } from './shelves/tea-coffee.ts';
import { textiles } from './shelves/textiles.ts';

export const shelves: readonly Shelf[] = [kitchen, teaCoffee, lighting, furniture, textiles, stationery, garden, bath];

export interface Item extends ShelfVariant {
  variantId: string;
  product: ShelfProduct;
  /** As it stands on an order: product and variant. */
  fullTitle: string;
}

/** Every variant of the shop, the drafts included. */
export const items: readonly Item[] = shelves
  .flatMap(({ products }) => products)
  .flatMap((product) =>
    variantsOf(product).map((variant) => ({
      ...variant,
      variantId: uuidFromName(`variant ${variant.sku}`),
      product,
      fullTitle: `${product.title}, ${variant.title}`,
    })),
  );

export function itemOf(sku: string): Item {
  const item = items.find((one) => one.sku === sku);
  if (!item) throw new Error(`the demo shop has no ${sku}`);
  return item;
}

const day = 86_400_000;

/** What products imports. The shelves filled up over the two years before `now`, the first ones first. */
export function catalogue(now: Date) {
  const all = shelves.flatMap((shelf) => shelf.products.map((product) => ({ shelf, product })));
  return {
    categories: shelves.map(({ slug, name }) => ({ id: uuidFromName(`category ${slug}`), slug, name })),
    products: all.map(({ shelf, product }, index) => ({
      id: uuidFromName(`product ${product.sku}`),
      slug: product.title
        .toLowerCase()
        .replaceAll("'", '')
        .replaceAll(/[^a-z0-9]+/g, '-'),
      title: product.title,
      description: product.description,
      status: product.status ?? ('PUBLISHED' as const),
      createdAt: new Date(now.getTime() - (730 - Math.floor((index * 620) / all.length)) * day),
      categorySlugs: [shelf.slug, ...(product.also ?? [])],
      tags: tagsOf(product),
      options: optionsOf(product).options,
      variants: variantsOf(product).map((variant) => ({
        id: uuidFromName(`variant ${variant.sku}`),
        sku: variant.sku,
        title: variant.title,
        ...optionsOf(product).choiceOf(variant),
      })),
    })),
  };
}
