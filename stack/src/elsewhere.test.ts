import { expect, test } from 'vitest';
import { readElsewhere } from './elsewhere.ts';

const subgraphs = [
  { name: 'orders', house: true },
  { name: 'gift-cards', house: false },
];

test('a subgraph without a room here is where its variable says, whole', () => {
  expect(readElsewhere(subgraphs, { GIFT_CARDS_URL: 'https://gifts.example/api' })).toEqual({
    'gift-cards': { endpoint: 'https://gifts.example/api' },
  });
  expect(readElsewhere([{ name: 'mail', house: true }], { MAIL_URL: 'http://mail:4009' })).toEqual({ mail: { url: 'http://mail:4009' } });
  expect(readElsewhere(subgraphs.slice(0, 1), {})).toEqual({});
});

test.each([{}, { GIFT_CARDS_URL: 'gifts' }, { GIFT_CARDS_URL: 'ftp://gifts.example' }])(
  '%j is one sentence that names the variable',
  (env) => {
    expect(() => readElsewhere(subgraphs, env)).toThrow(
      /^GIFT_CARDS_URL: gift-cards is no room of ours: set this to where it takes GraphQL, [^\n]+$/,
    );
  },
);

test('a password in it is not dropped without a word', () => {
  expect(() => readElsewhere(subgraphs, { GIFT_CARDS_URL: 'https://shop:secret@gifts.example/api' })).toThrow(
    'GIFT_CARDS_URL: a user and a password in it would not be sent; leave them out',
  );
});
