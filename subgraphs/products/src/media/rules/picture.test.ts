import { expect, test } from 'vitest';
import { addressOf, altIn, type Media, negotiated, readFileName, widthFor } from '#media/rules/picture';

const hash = 'a'.repeat(32);
const photo: Media = {
  id: 'p',
  hash,
  format: 'WEBP',
  width: 700,
  height: 400,
  alt: 'A mug',
  altTranslations: { de: 'Eine Tasse', 'pt-br': 'Uma caneca' },
  focalX: null,
  focalY: null,
};
const drawing: Media = { ...photo, format: 'SVG', width: 400 };

test('a width is rounded up to one of a few, and a photograph is not made wider than it is', () => {
  expect([1, 160, 161, 700, 900, 5_000, undefined].map((asked) => widthFor(photo, asked))).toEqual([160, 160, 320, 960, 960, 960, 960]);
  expect([161, 5_000, null].map((asked) => widthFor(drawing, asked))).toEqual([320, 1_920, 1_920]);
});

test('the address of a picture names what it shows, and a photograph has none as SVG', () => {
  expect(addressOf(photo, { width: 300, format: 'AVIF' })).toBe(`/media/p/${hash}-320.avif`);
  expect(addressOf(photo, { width: 300 })).toBe(`/media/p/${hash}-320`);
  expect(addressOf(photo, { format: 'SVG' })).toBe(`/media/p/${hash}-960`);
  expect(addressOf(drawing, { format: 'SVG', width: 300 })).toBe(`/media/p/${hash}.svg`);
});

test.each([
  '',
  'x',
  `${hash}`,
  `${hash}.webp`,
  `${hash}-100.webp`,
  `${hash}-320.png`,
  `${hash}-320.svg`,
  `${hash}-320.webp/..`,
  `../${hash}-320.webp`,
  `${hash.toUpperCase()}-320.webp`,
  `${hash}-0320.webp`,
])('%s is no address of a picture', (name) => expect(readFileName(name)).toBeUndefined());

test('a browser gets the best format that it names', () => {
  expect(negotiated('image/avif,image/webp,image/apng,*/*;q=0.8')).toBe('AVIF');
  expect(negotiated('image/webp,*/*')).toBe('WEBP');
  expect(negotiated('image/avif;q=0,image/webp;q=0.5')).toBe('WEBP');
  expect(negotiated('*/*')).toBe('JPEG');
  expect(negotiated(undefined)).toBe('JPEG');
});

test('what is to be seen is told in the language asked for, in a wider one, or in the shop’s', () => {
  expect(['de', 'de-AT', 'pt-BR', 'pt', 'fr', null].map((locale) => altIn(photo, locale))).toEqual([
    'Eine Tasse',
    'Eine Tasse',
    'Uma caneca',
    'A mug',
    'A mug',
    'A mug',
  ]);
});
