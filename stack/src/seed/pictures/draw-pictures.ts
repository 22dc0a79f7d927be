import { uuidFromName } from '@cartograph/kit/ids';
import { type Shelf, type ShelfProduct, type ShelfVariant, variantsOf } from '../shelf.ts';
import { cast, type Part } from './cast.ts';
import { colourNamed } from './colours.ts';
import { groundOf, type Plate } from './ground.ts';
import type { Look } from './look.ts';
import { canvas, createPaint, type Paint, short } from './paint.ts';

/** A drawing as products takes it. */
export interface Picture {
  id: string;
  svg: string;
  width: number;
  height: number;
  alt: string;
  owners: { type: 'PRODUCT' | 'VARIANT' | 'CATEGORY'; id: string; position: number }[];
}

/** On what the things of a shelf stand, and for a second look. */
const platesOf: Readonly<Record<string, readonly [Plate, Plate]>> = {
  kitchen: ['mist', 'clay'],
  'tea-coffee': ['sage', 'straw'],
  lighting: ['slate', 'sand'],
  furniture: ['sage', 'sand'],
  textiles: ['sand', 'mist'],
  stationery: ['straw', 'slate'],
  garden: ['sage', 'clay'],
  bath: ['lilac', 'mist'],
};

const usual: readonly [Plate, Plate] = ['mist', 'sand'];

const partOf = (product: ShelfProduct): Part => {
  const part = cast[product.sku];
  if (!part) throw new Error(`nobody draws ${product.sku}`);
  return part;
};

function lookOf({ part, product, variant }: { part: Part; product: ShelfProduct; variant: ShelfVariant }): Look {
  const variants = variantsOf(product);
  const at = variants.findIndex(({ sku }) => sku === variant.sku);
  const sizes = [...variants].sort((one, other) => one.price - other.price).findIndex(({ sku }) => sku === variant.sku);
  const last = Math.max(1, variants.length - 1);
  const kind = variant.sku === product.sku ? '' : variant.sku.slice(product.sku.length + 1);
  return {
    colour: colourNamed(variant.title) ?? part.colour,
    accent: part.accent,
    label: part.label?.[1] ? part.label : [variant.title.split(',')[0] ?? variant.title, part.label?.[0] ?? ''],
    size: part.sized ? (variants.some(({ price }) => price !== product.price) ? sizes : at) / last : (part.size ?? 1),
    kind,
  };
}

type Shown = { part: Part; product: ShelfProduct; variant: ShelfVariant };

function drawn(paint: Paint, shown: Shown): string {
  const look = lookOf(shown);
  return (shown.part.kinds?.[look.kind] ?? shown.part.draw)(paint, look);
}

const svgOf = (paint: Paint, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas}" height="${canvas}" viewBox="0 0 ${canvas} ${canvas}">${paint.defs()}${inside}</svg>`;

function portrait(shown: Shown, plate: Plate): string {
  const paint = createPaint();
  return svgOf(paint, groundOf(paint, plate, shown.part.ground ?? 'stand') + drawn(paint, shown));
}

/** The same drawing, from near. */
function detail(shown: Shown, plate: Plate): string {
  const paint = createPaint();
  const inside = `<g transform="translate(-150 -190) scale(1.9)">${drawn(paint, shown)}</g>`;
  return svgOf(paint, groundOf(paint, plate, 'hang') + inside);
}

/** Two of its kinds beside each other. */
function pair(one: Shown, other: Shown, plate: Plate): string {
  const paint = createPaint();
  const [scale, y, x] = one.part.wide ? [0.48, 152, 206] : [0.62, 112, 180];
  const left = 400 * (1 - scale) - x;
  const beside = [
    `<g transform="translate(${short(left)} ${y}) scale(${scale})">${drawn(paint, one)}</g>`,
    `<g transform="translate(${x} ${y}) scale(${scale})">${drawn(paint, other)}</g>`,
  ];
  return svgOf(paint, groundOf(paint, plate, one.part.ground ?? 'stand') + beside.join(''));
}

/** All pictures of a product: its portrait, from near, with another of its kinds, and each variant that looks otherwise. */
export function picturesOf(shelf: Shelf, product: ShelfProduct): Picture[] {
  const part = partOf(product);
  const [plate, second] = platesOf[shelf.slug] ?? usual;
  const shown = variantsOf(product).map((variant): Shown => ({ part, product, variant }));
  const [first, next] = shown;
  if (!first) return [];
  const productId = uuidFromName(`product ${product.sku}`);
  const make = (name: string, svg: string, alt: string, owners: Picture['owners']): Picture => ({
    id: uuidFromName(`picture ${product.sku} ${name}`),
    svg,
    width: canvas,
    height: canvas,
    alt,
    owners,
  });
  const named = ({ variant }: Shown): string => `${product.title}, ${variant.title}`;
  const svgs = new Map(shown.map((each) => [each, portrait(each, plate)]));
  const bySvg = Map.groupBy(shown, (each) => svgs.get(each) ?? '');
  const portraits = [...bySvg].map(([svg, alike], index) =>
    make(`portrait ${index}`, svg, alike.length === shown.length ? product.title : named(alike[0] ?? first), [
      ...(index === 0 ? [{ type: 'PRODUCT' as const, id: productId, position: 0 }] : []),
      ...(bySvg.size === 1
        ? []
        : alike.map(({ variant }) => ({ type: 'VARIANT' as const, id: uuidFromName(`variant ${variant.sku}`), position: 0 }))),
    ]),
  );
  const otherwise = shown.find((each) => svgs.get(each) !== svgs.get(first)) ?? next;
  const ofProduct = (position: number): Picture['owners'] => [{ type: 'PRODUCT', id: productId, position }];
  return [
    ...portraits,
    make('detail', detail(first, second), `${product.title}, from near`, ofProduct(1)),
    ...(otherwise && bySvg.size > 1
      ? [make('pair', pair(first, otherwise, second), `${named(first)}, and ${otherwise.variant.title} beside it`, ofProduct(2))]
      : [make('pair', portrait(first, second), `${product.title}, in other light`, ofProduct(2))]),
  ];
}

/** Of all shelves; a category is shown by its first product. */
export const pictures = (shelves: readonly Shelf[]): Picture[] =>
  shelves.flatMap((shelf) => {
    const all = shelf.products.flatMap((product) => picturesOf(shelf, product));
    const [first] = all;
    first?.owners.push({ type: 'CATEGORY', id: uuidFromName(`category ${shelf.slug}`), position: 0 });
    return all;
  });
