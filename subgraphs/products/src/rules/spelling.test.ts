import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskedWord, isOneTypo, respelled } from '#rules/spelling';

test.each([
  ['notbook', 'notebook'],
  ['candel', 'candle'],
  ['lanturn', 'lantern'],
  ['mugs', 'mug'],
  ['茶', '茶碗'],
])('%s is %s with one letter wrong', (typed, meant) => {
  expect([isOneTypo(typed, meant), isOneTypo(meant, typed)]).toEqual([true, true]);
});

test.each([
  ['mug', 'mug'],
  ['abcd', 'badc'],
  ['lamp', 'clamps'],
  ['oak', 'tea'],
  ['', 'ab'],
])('%s is another word than %s', (typed, other) => {
  expect(isOneTypo(typed, other)).toBe(false);
});

test('whatever one slip of the finger makes of a word is one typo', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c', 'z'), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      word,
      fc.nat(8),
      fc.constantFrom('a', 'b', 'z'),
      fc.constantFrom('drop', 'add', 'change', 'swap'),
      (letters: string[], nat, letter, slip) => {
        const at = nat % letters.length;
        const typed = [...letters];
        if (slip === 'drop') typed.splice(at, 1);
        if (slip === 'add') typed.splice(at, 0, letter);
        if (slip === 'change') typed[at] = letter;
        if (slip === 'swap' && at > 0) typed.splice(at - 1, 2, letters[at] ?? '', letters[at - 1] ?? '');
        const [one, other] = [letters.join(''), typed.join('')];
        expect(isOneTypo(one, other)).toBe(one !== other);
      },
    ),
  );
});

const asked = (word: string, more: Partial<AskedWord> = {}): AskedWord => ({ word, stems: [], near: [], isStop: false, ...more });

test('every word stays, beside its forms and the words that it may be meant for', () => {
  const words = [
    asked('bound', { stems: ['bound'] }),
    asked('notbok', { stems: ['notbok'], near: ['notbooks', 'notebok'] }),
    asked('of', { isStop: true }),
  ];
  expect(respelled(words)).toBe("('bound') & ('notbok' | 'notebok')");
  expect(respelled([asked('bound'), asked('notbok', { near: ['notebooks'] })])).toBeUndefined();
});

test('letters that mean something to a query are letters', () => {
  expect(respelled([asked("o'a\\", { near: ["o'b\\"] })])).toBe(String.raw`('o''a\\' | 'o''b\\')`);
});
