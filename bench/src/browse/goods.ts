import { uuidFromName } from '@cartograph/kit/ids';
import { goodOf } from '../search/goods.ts';

const categories = 120;
const colors = ['red', 'blue', 'green', 'black', 'white', 'sand', 'moss', 'rust'];
const sizes = ['s', 'm', 'l', 'xl', 'xxl'];
export const perProduct = 3;

export const shelves = Array.from({ length: categories }, (_, number) => ({
  id: uuidFromName(`shelf ${number}`),
  slug: `shelf-${number}`,
  name: `Shelf ${number}`,
}));

/** A fifth of all stands on the first shelf, the rest are spread. */
export const shelfOf = (number: number): string => `shelf-${number % 5 === 0 ? 0 : 1 + (number % (categories - 1))}`;
export const skuOf = (number: number, nth: number): string => `${goodOf(number).sku}-${nth}`;

/** The product of a number, always the same, with three variants. */
export function productOf(number: number) {
  const { id, slug, title, description } = goodOf(number);
  const valuesOf = (codes: readonly string[]) => codes.map((code) => ({ code, name: code, color: null }));
  return {
    id,
    slug,
    title,
    description,
    status: 'PUBLISHED' as const,
    createdAt: new Date(1_767_225_600_000 + number * 1_000),
    categorySlugs: [shelfOf(number)],
    tags: [`tag-${number % 40}`, `mark-${number % 7}`],
    options: [
      { code: 'color', name: 'Colour', values: valuesOf(colors) },
      { code: 'size', name: 'Size', values: valuesOf(sizes) },
    ],
    variants: Array.from({ length: perProduct }, (_, nth) => ({
      id: uuidFromName(`good ${number} ${nth}`),
      sku: skuOf(number, nth),
      title: null,
      options: { color: colors[(number + nth) % colors.length] ?? '', size: sizes[(number + nth) % sizes.length] ?? '' },
    })),
  };
}
