import type { Shelf } from '../shelf.ts';

export const textiles: Shelf = {
  slug: 'textiles',
  name: 'Textiles',
  products: [
    {
      sku: 'BLANKET-WOOL',
      title: 'Wool Blanket',
      description: 'Spun and woven in Yorkshire from one flock. Heavy in the hand, light on the bed.',
      price: 14900,
      variants: ['OAT Oat', 'MOSS Moss', 'MIST Mist', 'BRICK Brick'],
    },
    {
      sku: 'CUSHION-LINEN',
      title: 'Linen Cushion',
      description: 'Stone-washed linen with a hidden zip; the feather filling comes along.',
      price: 4500,
      variants: ['FLAX Flax', 'CLAY Clay', 'SEA Sea', 'COAL Coal'],
      breaks: { 4: 3900 },
    },
    {
      sku: 'TOWEL-WAFFLE',
      title: 'Waffle Towel',
      description: 'Dries you fast and itself faster. Cotton from the Aegean.',
      price: 2400,
      variants: ['HAND Hand, 50 x 90 cm', 'BATH Bath, 70 x 140 cm @3900', 'SHEET Sheet, 100 x 180 cm @5900'],
      also: ['bath'],
    },
    {
      sku: 'SHEET-PERCALE',
      title: 'Percale Sheet Set',
      description: 'Crisp like a hotel, soft after the third wash. Fitted sheet, cover, two cases.',
      price: 12900,
      variants: ['TWIN Twin', 'QUEEN Queen @14900', 'KING King @16900', 'CRIB Crib @7900'],
    },
    {
      sku: 'RUG-FLAT',
      title: 'Flatweave Rug',
      description: 'Both sides are the good side. Wool on cotton, woven on hand looms in Panipat.',
      price: 19900,
      variants: ['S 120 x 180 cm', 'M 170 x 240 cm @32900', 'L 200 x 300 cm @44900'],
    },
    {
      sku: 'TABLECLOTH-STRIPE',
      title: 'Striped Tablecloth',
      description: 'Yarn-dyed stripes that a red wine cannot ruin for good.',
      price: 6900,
      variants: ['4 For four', '6 For six @7900', '8 For eight @8900'],
    },
    {
      sku: 'NAPKIN-SET',
      title: 'Napkins, Set of Six',
      description: 'Half linen, half cotton, hemmed with mitred corners.',
      price: 3600,
      variants: ['WHITE White', 'OLIVE Olive', 'PLUM Plum', 'OCHRE Ochre'],
      also: ['kitchen'],
    },
    {
      sku: 'THROW-SUMMER',
      title: 'Summer Throw',
      description: 'Last year’s gauze throw. Sold out for good, kept for the orders that name it.',
      price: 5900,
      variants: ['- Sky', 'SAND Sand'],
      status: 'ARCHIVED',
    },
  ],
};
