import { expect, test } from 'vitest';
import { shelves } from '../catalogue.ts';
import { variantsOf } from '../shelf.ts';
import { cast } from './cast.ts';
import { colourNamed } from './colours.ts';
import { pictures, picturesOf } from './draw-pictures.ts';
import { plates } from './ground.ts';
import { words } from './letters.ts';

const all = pictures(shelves);
const products = shelves.flatMap((shelf) => shelf.products.map((product) => ({ shelf, product })));

test('every product of the demo has a drawing of its own kind, and nobody else is in the cast', () => {
  expect(products.length).toBe(65);
  expect(Object.keys(cast).sort()).toEqual(products.map(({ product }) => product.sku).sort());
  for (const { shelf, product } of products) expect(picturesOf(shelf, product).length).toBeGreaterThanOrEqual(3);
});

test('a drawing is drawing alone: no script, style, link, font or text, and small', () => {
  for (const { svg, alt } of all) {
    expect(svg).not.toMatch(/<(script|style|a|image|use|text|foreignObject|animate)\b|href|url\((?!#p\d+\))|\bon\w+=|font/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.length).toBeLessThan(20_000);
    expect(alt.length).toBeGreaterThan(3);
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('what is blue is drawn blue: variants that look otherwise have pictures of their own', () => {
  const shelf = shelves.find(({ slug }) => slug === 'kitchen');
  const mug = shelf?.products.find(({ sku }) => sku === 'MUG-CLASSIC');
  if (!shelf || !mug) throw new Error('no mug');
  const own = picturesOf(shelf, mug).filter(({ owners }) => owners.some(({ type }) => type === 'VARIANT'));
  expect(own.map(({ alt }) => alt)).toEqual(variantsOf(mug).map(({ title }) => `Classic Mug, ${title}`));
  expect(own.find(({ alt }) => alt.includes('Ink blue'))?.svg).toContain(colourNamed('Ink blue'));
});

test('each owner has its pictures in order, each place once', () => {
  const places = all.flatMap(({ owners }) => owners.map(({ type, id, position }) => `${type} ${id} ${position}`));
  expect(new Set(places).size).toBe(places.length);
});

test('dark things stand out from what is behind them', () => {
  const brightness = (colour: string): number =>
    [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(colour.slice(at, at + 2), 16), 0) / 765;
  for (const [wall] of Object.values(plates)) expect(brightness(wall)).toBeGreaterThan(0.85);
  for (const { colour } of Object.values(cast)) expect(brightness(colour)).toBeLessThan(0.96);
});

test('words are strokes, and letters that have none leave their place', () => {
  expect(words('Tea 250', 100, 100, 10, '#000000')).toMatch(/^<path d="M[^"]+" fill="none"/);
  expect(words('??', 100, 100, 10, '#000000')).toBe('');
});
