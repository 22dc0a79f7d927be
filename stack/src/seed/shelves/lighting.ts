import type { Shelf } from '../shelf.ts';

export const lighting: Shelf = {
  slug: 'lighting',
  name: 'Lighting',
  products: [
    {
      sku: 'LAMP-BRASS',
      title: 'Brass Reading Lamp',
      description: 'Spun brass that darkens with the years, a shade that turns all the way. The workshop makes nine a month.',
      price: 18900,
      variants: ['- Raw brass', 'BLACK Blackened brass @19900', 'NICKEL Nickel @20900'],
    },
    {
      sku: 'LAMP-PAPER',
      title: 'Paper Globe',
      description: 'Washi over a bamboo spiral. Weighs less than its bulb and makes a room look finished.',
      price: 4900,
      variants: ['35 35 cm', '50 50 cm @6900', '75 75 cm @9900'],
    },
    {
      sku: 'LAMP-CLAMP',
      title: 'Clamp Light',
      description: 'Holds on to shelves, headboards and easels up to five centimetres thick.',
      price: 5600,
      variants: ['GREY Light grey', 'RED Signal red', 'BLACK Black'],
    },
    {
      sku: 'LAMP-FLOOR',
      title: 'Arc Floor Lamp',
      description: 'Reaches over a sofa without tipping: eleven kilos of terrazzo at the foot.',
      price: 32900,
      variants: ['OAK Oak and linen', 'STEEL Steel and glass @36900'],
    },
    {
      sku: 'PENDANT-GLASS',
      title: 'Blown Glass Pendant',
      description: 'Blown in one breath, no two quite alike. Three metres of cloth-covered cable.',
      price: 14500,
      variants: ['CLEAR Clear', 'SMOKE Smoke', 'OPAL Opal @15900'],
    },
    {
      sku: 'CANDLE-BEES',
      title: 'Beeswax Candles',
      description: 'Pure wax, cotton wick, twelve hours each. They smell of July.',
      price: 1600,
      variants: ['TAPER Tapers, pair', 'PILLAR Pillar, 15 cm @2100', 'TEA Tea lights, twelve @1800'],
      breaks: { 4: 1400 },
    },
    {
      sku: 'BULB-FILAMENT',
      title: 'Filament Bulb',
      description: 'LED, 2,200 kelvin, dims to candlelight without a flicker. Fits an E27 socket.',
      price: 1200,
      variants: ['4W 4 W', '7W 7 W @1400', 'GLOBE Globe, 7 W @1900', 'TUBE Tube, 5 W @1600'],
      breaks: { 6: 990 },
    },
    {
      sku: 'LANTERN-CAMP',
      title: 'Porch Lantern',
      description: 'Charges by day on the sill, burns until two in the morning. Rain does not matter to it.',
      price: 3900,
      variants: ['SAGE Sage', 'RUST Rust', 'WHITE White'],
      also: ['garden'],
    },
  ],
};
