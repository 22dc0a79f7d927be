import type { Shelf } from '../shelf.ts';

export const bath: Shelf = {
  slug: 'bath',
  name: 'Bath & Care',
  products: [
    {
      sku: 'SOAP-OLIVE',
      title: 'Olive Oil Soap',
      description: 'Boiled for ten days in Marseille, cut by wire, dried by the mistral.',
      price: 890,
      variants: ['PLAIN Plain', 'LAV Lavender', 'VERB Verbena', 'CUBE Cube, 600 g @1890'],
      breaks: { 6: 750 },
    },
    {
      sku: 'BRUSH-BATH',
      title: 'Bath Brush',
      description: 'Oiled beech and tampico fibre, made by blind craftspeople in Stockholm.',
      price: 2900,
      variants: ['LONG Long handle', 'SHORT Short handle @2200', 'NAIL Nail brush @1200'],
    },
    {
      sku: 'OIL-BODY',
      title: 'Body Oil',
      description: 'Apricot kernel and a little neroli. Sinks in before you have found your shirt.',
      price: 3600,
      variants: ['100 100 ml', '250 250 ml @6900', '30 30 ml for the bag @1500'],
    },
    {
      sku: 'SHAMPOO-BAR',
      title: 'Shampoo Bar',
      description: 'Sixty washes in the hand luggage, no bottle afterwards.',
      price: 1300,
      variants: ['DRY For dry hair', 'OILY For oily hair', 'ALL For everybody', 'KIDS For children'],
      breaks: { 4: 1100 },
    },
    {
      sku: 'RAZOR-SAFETY',
      title: 'Safety Razor',
      description: 'One blade, three pieces, a knurled handle that wet hands can hold.',
      price: 5200,
      variants: ['CHROME Chrome', 'BLACK Black', 'BRASS Brass @6400'],
    },
    {
      sku: 'MAT-BATH',
      title: 'Bath Mat',
      description: 'Ribbed cotton, two kilos of it: stays where it is.',
      price: 4600,
      variants: ['WHITE White', 'STONE Stone', 'SAGE Sage', 'NIGHT Night blue'],
      also: ['textiles'],
    },
    {
      sku: 'MIRROR-SHAVE',
      title: 'Shaving Mirror',
      description: 'Five times larger than you may want to know. Swivels, folds flat.',
      price: 7900,
      variants: ['CHROME Chrome', 'BRASS Brass @9200'],
    },
    {
      sku: 'ROBE-WAFFLE',
      title: 'Waffle Robe',
      description: 'For the hour between shower and shirt. Two deep pockets and a loop to hang it by.',
      price: 9800,
      variants: ['S Small', 'M Medium', 'L Large', 'XL Extra large'],
    },
  ],
};
