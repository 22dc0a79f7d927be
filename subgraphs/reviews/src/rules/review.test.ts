import { expect, test } from 'vitest';
import { isSame, readWords } from '#rules/review';

const wrong = (given: Parameters<typeof readWords>[0]) => readWords(given).faults.map(({ path }) => path.join('.'));

test('stars alone are a review, signed by a customer', () => {
  expect(readWords({ stars: 5 })).toEqual({ words: { stars: 5, title: null, text: null, author: 'A customer' }, faults: [] });
});

test('every field that is wrong is told at once', () => {
  const given = { stars: 6, title: 'a'.repeat(121), text: 'b'.repeat(5_001), author: 'c'.repeat(61) };
  expect(wrong(given)).toEqual(['stars', 'title', 'text', 'author']);
  expect(wrong({ stars: 5, title: 'a'.repeat(120), text: 'b'.repeat(5_000), author: 'c'.repeat(60) })).toEqual([]);
});

test.each([0, 6, -1, 2.5, Number.NaN])('%d stars are none', (stars) => {
  expect(wrong({ stars })).toEqual(['stars']);
});

test('a title is one line that says something, and a text may have many, without control characters', () => {
  for (const title of ['', '   ', 'two\nlines', 'a\u0007bell', 'a\u0000zero', 'half \ud83d a pair', 'two\u2028lines'])
    expect(wrong({ stars: 3, title })).toEqual(['title']);
  for (const text of ['a\u0007bell', 'a\u0000zero', '\u001b[31mred']) expect(wrong({ stars: 3, text })).toEqual(['text']);
  expect(readWords({ stars: 3, title: ' Good \r\n', text: 'It is.\r\n\tVery.\n' }).words).toMatchObject({
    title: 'Good',
    text: 'It is.\n\tVery.',
  });
  expect(readWords({ stars: 3, text: ' ' }).words.text).toBeNull();
});

test('letters are counted, not their code units', () => {
  expect(wrong({ stars: 4, title: '🫖'.repeat(120) })).toEqual([]);
});

test('the same words are the same, however they were typed', () => {
  const [one, other] = ['Très bon', ' Tre\u0300s bon'].map((title) => readWords({ stars: 4, title }).words);
  expect(one && other && isSame(one, other)).toBe(true);
});
