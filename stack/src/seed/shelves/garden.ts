import type { Shelf } from '../shelf.ts';

export const garden: Shelf = {
  slug: 'garden',
  name: 'Garden & Balcony',
  products: [
    {
      sku: 'POT-TERRA',
      title: 'Terracotta Pot',
      description: 'Thrown in Impruneta, frost-proof to minus twenty. Saucer included.',
      price: 2400,
      variants: ['15 15 cm', '20 20 cm @3200', '28 28 cm @4900', '40 40 cm @8900'],
      breaks: { 6: 2100 },
    },
    {
      sku: 'CAN-COPPER',
      title: 'Watering Can',
      description: 'A long neck for the back row and a rose fine enough for seedlings.',
      price: 6200,
      variants: ['ZINC Zinc', 'COPPER Copper @8900', 'GREEN Green enamel'],
    },
    {
      sku: 'SHEARS-PRUNE',
      title: 'Pruning Shears',
      description: 'Drop-forged in Solingen, every part replaceable. The left-handed pair really is one.',
      price: 5400,
      variants: ['R Right-handed', 'L Left-handed'],
    },
    {
      sku: 'SEED-HERBS',
      title: 'Herb Seeds',
      description: 'Open-pollinated, tested for germination in our own greenhouse each February.',
      price: 450,
      variants: ['BASIL Basil', 'THYME Thyme', 'DILL Dill', 'CHIVE Chives'],
      breaks: { 5: 380 },
    },
    {
      sku: 'SEED-FLOWERS',
      title: 'Meadow Seeds',
      description: 'Thirty native flowers that bees asked for. Sow and mostly leave alone.',
      price: 950,
      variants: ['10 10 square metres', '50 50 square metres @3400'],
    },
    {
      sku: 'GLOVES-GOAT',
      title: 'Goatskin Gloves',
      description: 'Thin enough to feel a weed, tough enough for a rose.',
      price: 3200,
      variants: ['S Small', 'M Medium', 'L Large', 'XL Extra large'],
    },
    {
      sku: 'TROWEL-STEEL',
      title: 'Hand Trowel',
      description: 'Stainless steel, ash handle, depth marks you can still read in ten years.',
      price: 2700,
      variants: ['WIDE Wide', 'NARROW Narrow', 'FORK Hand fork'],
    },
    {
      sku: 'HAMMOCK-CANVAS',
      title: 'Canvas Hammock',
      description: 'Holds two adults, or one and a dog. Ropes spliced, not knotted.',
      price: 13900,
      variants: ['ECRU Ecru', 'NAVY Navy', 'RUST Rust'],
    },
  ],
};
