import { expect, test } from 'vitest';
import { lineTitle } from '#rules/product';

test('an order line is called by the product and what sets the variant apart', () => {
  expect(lineTitle('Classic Mug', 'Blue')).toBe('Classic Mug, Blue');
});

test('a product with one variant is called by its own title', () => {
  expect(lineTitle('Classic Mug', null)).toBe('Classic Mug');
  expect(lineTitle('Classic Mug', 'Classic Mug')).toBe('Classic Mug');
});
