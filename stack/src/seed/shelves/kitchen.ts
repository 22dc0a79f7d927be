import type { Shelf } from '../shelf.ts';

export const kitchen: Shelf = {
  slug: 'kitchen',
  name: 'Kitchen & Table',
  products: [
    {
      sku: 'MUG-CLASSIC',
      title: 'Classic Mug',
      description: 'The mug this shop began with: stoneware, 350 ml, a handle for three fingers. Dishwasher safe.',
      price: 1250,
      variants: ['- Chalk white', 'SAND Sand', 'MOSS Moss green', 'INK Ink blue'],
      also: ['tea-coffee'],
    },
    {
      sku: 'PLATE-COUPE',
      title: 'Coupe Plate',
      description: 'A plate without a rim, glazed by hand in Stoke-on-Trent. Stacks low, chips late.',
      price: 1800,
      variants: ['S Small, 18 cm @1400', 'M Dinner, 26 cm', 'L Serving, 32 cm @3400'],
    },
    {
      sku: 'BOWL-NESTING',
      title: 'Nesting Bowls',
      description: 'Four mixing bowls that go into one another. Beech lids that double as boards.',
      price: 6400,
      variants: ['OAT Oat', 'SLATE Slate', 'CLAY Clay', 'FOG Fog'],
    },
    {
      sku: 'KNIFE-CHEF',
      title: "Chef's Knife",
      description: 'Forged carbon steel, walnut handle, sharp enough for a ripe tomato. Oil it and it outlives you.',
      price: 8900,
      variants: ['18 18 cm', '21 21 cm @9800', '24 24 cm @11200'],
    },
    {
      sku: 'BOARD-END',
      title: 'End-Grain Board',
      description: 'Maple end grain, kind to knives. Feet on one side, a juice groove on the other.',
      price: 7200,
      variants: ['M 40 x 30 cm', 'L 50 x 35 cm @9400', 'XL 60 x 40 cm @11900'],
    },
    {
      sku: 'PAN-CAST',
      title: 'Cast Iron Pan',
      description: 'Poured in one piece, polished inside, seasoned three times with flax oil.',
      price: 5900,
      variants: ['20 20 cm', '26 26 cm @7400', '30 30 cm @8900'],
    },
    {
      sku: 'GLASS-TUMBLER',
      title: 'Tumbler, Set of Four',
      description: 'Pressed glass with a heavy base. Somebody will drop one; it bounces more often than not.',
      price: 2800,
      variants: ['CLEAR Clear', 'SMOKE Smoke', 'AMBER Amber', 'GREEN Bottle green'],
      breaks: { 3: 2500 },
    },
    {
      sku: 'APRON-LINEN',
      title: 'Linen Apron',
      description: 'Washed linen, crossed straps, one pocket for a towel and one for a pencil.',
      price: 4200,
      variants: ['FLAX Flax', 'INDIGO Indigo', 'RUST Rust', 'COAL Coal'],
      also: ['textiles'],
    },
  ],
};
