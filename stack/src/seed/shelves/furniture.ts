import type { Shelf } from '../shelf.ts';

export const furniture: Shelf = {
  slug: 'furniture',
  name: 'Furniture',
  products: [
    {
      sku: 'DESK-STANDING',
      title: 'Standing Desk',
      description: 'From 62 to 127 centimetres in eleven seconds, four heights remembered, quiet enough for a call.',
      price: 69900,
      variants: ['- Oak, 140 cm', '160 Oak, 160 cm @76900', 'WHITE White, 140 cm @64900'],
    },
    {
      sku: 'CHAIR-OAK',
      title: 'Oak Chair',
      description: 'Steam-bent back, woven paper seat, no screws. The next batch dries until autumn.',
      price: 28500,
      variants: ['- Natural oak', 'SMOKED Smoked oak @30500'],
    },
    {
      sku: 'STOOL-BENT',
      title: 'Bentwood Stool',
      description: 'Three legs, so it never wobbles. Stacks to eight.',
      price: 11900,
      variants: ['BIRCH Birch', 'BLACK Black', 'BLUE Blue', 'GREEN Green'],
    },
    {
      sku: 'SHELF-LADDER',
      title: 'Ladder Shelf',
      description: 'Leans on the wall and holds 25 kilos a step. Goes up without a drill.',
      price: 24900,
      variants: ['4 Four steps', '5 Five steps @28900', '6 Six steps @33900'],
    },
    {
      sku: 'TABLE-ROUND',
      title: 'Round Table',
      description: 'Seats four, and six when they like each other. Solid ash, oiled.',
      price: 54900,
      variants: ['90 90 cm', '110 110 cm @64900', '130 130 cm @78900'],
    },
    {
      sku: 'SIDE-TRAY',
      title: 'Tray Side Table',
      description: 'The top lifts off and carries breakfast. Powder-coated steel.',
      price: 9900,
      variants: ['WHITE White', 'OLIVE Olive', 'MUSTARD Mustard', 'BRICK Brick red'],
    },
    {
      sku: 'BENCH-HALL',
      title: 'Hall Bench',
      description: 'Somewhere to sit while lacing boots, with a slatted shelf below for them to dry on.',
      price: 21900,
      variants: ['100 100 cm', '140 140 cm @26900', '180 180 cm @31900'],
    },
    {
      sku: 'RACK-COAT',
      title: 'Coat Rail',
      description: 'Nine turned pegs on a beech rail. Take pegs out where the coats are long.',
      price: 7900,
      variants: ['BEECH Beech', 'WALNUT Walnut @9900', 'WHITE White'],
    },
    {
      sku: 'SOFA-DAY',
      title: 'Daybed',
      description: 'A sofa that is a bed without unfolding. Still being tested by our photographer.',
      price: 129900,
      variants: ['SAND Sand', 'PINE Pine green'],
      status: 'DRAFT',
    },
  ],
};
