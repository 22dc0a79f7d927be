import { expect, test } from 'vitest';
import { fillIn, namesOf } from './names.ts';

test.each([
  ['reviews', 'Review', 'reviews'],
  ['fulfillment', 'Fulfillment', 'fulfillments'],
  ['categories', 'Category', 'categories'],
  ['press', 'Press', 'presses'],
  ['wishes', 'Wish', 'wishes'],
  ['boxes', 'Box', 'boxes'],
  ['caches', 'Cache', 'caches'],
])('%s begins with %s, kept in %s', (room, Entity, table) => {
  expect(namesOf(room, 4007)).toMatchObject({ room, port: '4007', Entity, table });
});

test('an entity of two words is written as each place writes it', () => {
  expect(namesOf('gifts', 4007, 'GiftCard')).toMatchObject({
    entity: 'giftCard',
    Entities: 'GiftCards',
    entities: 'giftCards',
    file: 'gift-card',
    files: 'gift-cards',
    snake: 'gift_card',
    table: 'gift_cards',
    words: 'gift card',
  });
});

test('placeholders are filled in, also within words, and what only looks like one stays', () => {
  expect(fillIn('find__Entity__(__entity__, __table___pkey) ... on __typename __other__', namesOf('reviews', 4007))).toBe(
    'findReview(review, reviews_pkey) ... on __typename __other__',
  );
});
