import { brush, mat, mirror, oilBottle, razor, robe, shampooBar, soap } from './bath.ts';
import { bench, chair, coatRail, daybed, desk, ladderShelf, roundTable, stool, trayTable } from './furniture.ts';
import { gloves, hammock, pot, seeds, shears, trowel, wateringCan } from './garden.ts';
import type { Ground } from './ground.ts';
import { apron, board, bowls, knife, mug, pan, plates, tumblers } from './kitchen.ts';
import { arcLamp, bulb, candles, clampLight, lantern, paperGlobe, pendant, readingLamp } from './lighting.ts';
import type { Draw } from './look.ts';
import { book, cards, notebook, pen, pencils, planner } from './stationery.ts';
import { coffee, dripper, grinder, pouch, teapot, tin } from './tea.ts';
import { blanket, cushion, napkins, rug, sheets, tablecloth, throwOver, towel } from './textiles.ts';

/** Who plays which product. */
export interface Part {
  draw: Draw;
  /** Where no variant says a colour. */
  colour: string;
  accent: string;
  /** What stands on its label. */
  label?: readonly [string, string];
  ground?: Ground;
  /** Its variants are sizes of one thing. */
  sized?: true;
  /** Of a kind that another drawing shows: a tin of what also comes in bags. */
  kinds?: Readonly<Record<string, Draw>>;
  /** As wide as its picture. */
  wide?: true;
  /** 0 to 1, where it is of no variant. */
  size?: number;
}

const part = (draw: Draw, colour: string, accent: string, more: Omit<Part, 'draw' | 'colour' | 'accent'> = {}): Part => ({
  draw,
  colour,
  accent,
  ...more,
});

/** By the SKU of the product. */
export const cast: Readonly<Record<string, Part>> = {
  'MUG-CLASSIC': part(mug, '#eceae3', '#b9a68c'),
  'PLATE-COUPE': part(plates, '#e9e7e0', '#a58a66', { sized: true }),
  'BOWL-NESTING': part(bowls, '#c9b8a2', '#a58a66'),
  'KNIFE-CHEF': part(knife, '#6e4a30', '#d9c48a', { sized: true, wide: true }),
  'BOARD-END': part(board, '#b98353', '#6e4526', { sized: true }),
  'PAN-CAST': part(pan, '#2b3236', '#dfe4e2', { sized: true, wide: true }),
  'GLASS-TUMBLER': part(tumblers, '#bfcccb', '#9fb2b4'),
  'APRON-LINEN': part(apron, '#b9a88a', '#d8a33c', { ground: 'hang' }),
  'TEA-DARJEELING': part(pouch, '#3f5d54', '#3f5d54', { label: ['Darjeeling', 'first flush'], sized: true, kinds: { 250: tin } }),
  'TEA-ASSAM': part(pouch, '#8a3f2c', '#8a3f2c', { label: ['Assam', 'breakfast'], sized: true, kinds: { 250: tin } }),
  'TEA-SENCHA': part(pouch, '#6c7f3e', '#6c7f3e', { label: ['Sencha', 'Uji'], sized: true, kinds: { 200: tin } }),
  'COFFEE-HOUSE': part(coffee, '#33424a', '#c9a24a', { label: ['House', 'espresso'] }),
  'COFFEE-DECAF': part(coffee, '#5a4a6a', '#d8b6a0', { label: ['Evening', 'decaf'] }),
  'POT-TEA': part(teapot, '#2f3a40', '#2f3a40', { sized: true }),
  'DRIPPER-CONE': part(dripper, '#f0eee8', '#f0eee8'),
  'GRINDER-HAND': part(grinder, '#a9b0b2', '#7a5234'),
  'LAMP-BRASS': part(readingLamp, '#b98f3e', '#b98f3e'),
  'LAMP-PAPER': part(paperGlobe, '#f4efe2', '#b7a98a', { ground: 'hang', sized: true }),
  'LAMP-CLAMP': part(clampLight, '#bcc3c4', '#b98f60', { ground: 'hang', wide: true }),
  'LAMP-FLOOR': part(arcLamp, '#8d989b', '#d9cba8'),
  'PENDANT-GLASS': part(pendant, '#9fb3b5', '#b98f3e', { ground: 'hang' }),
  'CANDLE-BEES': part(candles, '#d9a441', '#f6b73c'),
  'BULB-FILAMENT': part(bulb, '#c9b98a', '#d9902b'),
  'LANTERN-CAMP': part(lantern, '#9aab8f', '#f3e8cf'),
  'DESK-STANDING': part(desk, '#c79a63', '#4a555a', { wide: true }),
  'CHAIR-OAK': part(chair, '#c79a63', '#d9c7a2'),
  'STOOL-BENT': part(stool, '#d8b98a', '#d8b98a'),
  'SHELF-LADDER': part(ladderShelf, '#c79a63', '#4f6a54', { ground: 'room', sized: true }),
  'TABLE-ROUND': part(roundTable, '#b98353', '#8fa7a0', { sized: true, wide: true }),
  'SIDE-TRAY': part(trayTable, '#e9e7e0', '#b5553c'),
  'BENCH-HALL': part(bench, '#c79a63', '#8a9a84', { sized: true, wide: true }),
  'RACK-COAT': part(coatRail, '#d0a878', '#6f7f66', { ground: 'hang', wide: true }),
  'SOFA-DAY': part(daybed, '#d6c4a0', '#a97c4c', { ground: 'room', wide: true }),
  'BLANKET-WOOL': part(blanket, '#6f7f66', '#efe9da'),
  'CUSHION-LINEN': part(cushion, '#b5765a', '#b5765a'),
  'TOWEL-WAFFLE': part(towel, '#e6dfcf', '#b98f3e', { ground: 'hang', sized: true, wide: true }),
  'SHEET-PERCALE': part(sheets, '#dfe5e6', '#6d9199', { sized: true }),
  'RUG-FLAT': part(rug, '#cdb68e', '#a8543f', { ground: 'floor', sized: true, wide: true }),
  'TABLECLOTH-STRIPE': part(tablecloth, '#f0ebdd', '#5f7f96', { sized: true, wide: true }),
  'NAPKIN-SET': part(napkins, '#e9e7e0', '#b5553c'),
  'THROW-SUMMER': part(throwOver, '#9dbbcf', '#9dbbcf', { ground: 'hang' }),
  'NOTE-BOUND': part(notebook, '#31506b', '#c8442b', { sized: true }),
  'PENCIL-CEDAR': part(pencils, '#a8543f', '#a8543f'),
  'PEN-BRASS': part(pen, '#b98f3e', '#b98f3e', { ground: 'floor' }),
  'CARD-LETTER': part(cards, '#6d7f5c', '#a8543f'),
  'PLANNER-WEEK': part(planner, '#d6c4a0', '#a8543f', { wide: true }),
  'BOOK-BREAD': part(book, '#8a5a3c', '#e3c48a', { label: ['Slow bread', 'forty loaves'], size: 0 }),
  'BOOK-MEND': part(book, '#40604f', '#d8b6a0', { label: ['The mending book', 'needle and thread'], size: 0.5 }),
  'BOOK-GARDEN': part(book, '#4d6a86', '#d8c48a', { label: ['A year on a balcony', 'month by month'], size: 1 }),
  'POT-TERRA': part(pot, '#c4714c', '#4f6d4d', { sized: true }),
  'CAN-COPPER': part(wateringCan, '#8d989b', '#8d989b'),
  'SHEARS-PRUNE': part(shears, '#a8442f', '#b79a55', { ground: 'floor' }),
  'SEED-HERBS': part(seeds, '#55785a', '#7f9a5c', { label: ['Herbs', ''] }),
  'SEED-FLOWERS': part(seeds, '#55785a', '#a8543f', { label: ['Meadow', 'seeds'] }),
  'GLOVES-GOAT': part(gloves, '#cfae7c', '#a97c4c', { sized: true }),
  'TROWEL-STEEL': part(trowel, '#a97c4c', '#6e4526', { ground: 'floor' }),
  'HAMMOCK-CANVAS': part(hammock, '#dccfae', '#8a6a44', { ground: 'room', wide: true }),
  'SOAP-OLIVE': part(soap, '#8f9c6a', '#8f9c6a', { label: ['Olive', ''] }),
  'BRUSH-BATH': part(brush, '#c08f5c', '#d9cba8', { ground: 'floor', wide: true }),
  'OIL-BODY': part(oilBottle, '#a8702c', '#6d7f5c', { label: ['Body oil', 'sweet almond'], sized: true }),
  'SHAMPOO-BAR': part(shampooBar, '#b9a7bd', '#b9a7bd', { label: ['Shampoo', 'shampoo bar'] }),
  'RAZOR-SAFETY': part(razor, '#b3bbbe', '#b3bbbe', { ground: 'floor' }),
  'MAT-BATH': part(mat, '#e9e7e0', '#e9e7e0', { ground: 'floor' }),
  'MIRROR-SHAVE': part(mirror, '#b3bbbe', '#b3bbbe'),
  'ROBE-WAFFLE': part(robe, '#dfe2dc', '#dfe2dc', { ground: 'hang', sized: true }),
};
