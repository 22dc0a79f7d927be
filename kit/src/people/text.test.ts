import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from './text.ts';

const kept = (text: string) => {
  const reading = readText('name', text);
  return reading.kind === 'read' ? reading.value : undefined;
};

describe('what a person wrote is kept as they see it', () => {
  it.each([
    ['  Ada Lovelace\t\n', 'Ada Lovelace'],
    ['Ada \u00a0\u3000 Lovelace', 'Ada Lovelace'],
    ['Zoe\u0308', 'Zoë'],
    ['\ufeffAda\u200b Love\u00adlace\u2060', 'Ada Lovelace'],
    ['a\u034fb\u3164c', 'abc'],
    ['ＡＤＡ', 'ＡＤＡ'],
    ["O'Neil-García, Jr. №5", "O'Neil-García, Jr. №5"],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('%j is %j', (given, expected) => expect(kept(given)).toBe(expected));

  it.each([
    ['an emoji of a family', '👨‍👩‍👧‍👦 Home'],
    ['a heart with its colour', 'I ❤️ tea'],
    ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Street'],
    ['a flag and a skin tone', '🇫🇷 👋🏽'],
    ['Persian with a non-joiner', 'می‌خواهم'],
    ['Sinhala with a joiner', 'ශ්‍රී ලංකා'],
    ['Malayalam with a joiner at the end of a letter', 'നന്‍മ'],
    ['Hebrew with a mark of direction inside', 'רחוב 5\u200f, תל אביב'],
    ['Thai', 'กรุงเทพมหานคร'],
    ['a rare Chinese name', '葛\u{e0100}城 𠮷田'],
  ])('%s stays as it is', (_what, text) => expect(kept(text)).toBe(text.normalize('NFC')));

  it.each(['', ' ', '\u200b', '\u00a0\u3000', '\u2800', '\u3164', '\u200d\u200c', '\u202e', '\ufe0f', '\u{e0067}\u{e007f}', '\u0301'])(
    '%j is no text at all',
    (text) => expect(kept(text)).toBeNull(),
  );

  it('and what joins nothing, or is a flag without a flag, is left out', () => {
    expect(kept('Ada\u200dLovelace')).toBe('AdaLovelace');
    expect(kept('Ada\u200f Lovelace')).toBe('Ada Lovelace');
    expect(kept('a\u{e0067}\u{e0062}b')).toBe('ab');
  });
});

describe('a direction ends where the text does', () => {
  it.each([
    ['Ada\u202eecalevoL', 'Ada\u202eecalevoL\u202c'],
    ['a\u2067b\u202bc', 'a\u2067b\u202bc\u202c\u2069'],
    ['a\u2066b\u2069 c', 'a\u2066b\u2069 c'],
    ['a\u202cb\u2069c', 'abc'],
  ])('%j', (given, expected) => expect(kept(given)).toBe(expected));
});

it.each(['a\nb', 'a\r\nb', 'a\tb', 'a\u0007b', 'a\0b', 'a\u001b[2J', 'a\u0085b', 'a\u2028b', 'a\ud800b', 'a\uffffb'])(
  '%j is not one line of text',
  (text) => expect(readText('name', text)).toEqual({ kind: 'refused', message: 'name must be one line of text.' }),
);

describe('lengths are counted as a person counts', () => {
  it.each(['🐴', '👋🏽', 'e\u0301', 'é', '葛\u{e0100}', 'हि', '🇫🇷'])('200 times %s is fine, 201 times is too long', (one) => {
    expect(kept(one.repeat(200))).toBe(one.repeat(200).normalize('NFC'));
    expect(readText('city', one.repeat(201))).toMatchObject({ kind: 'refused', message: 'city must be at most 200 characters.' });
  });

  it('and no character is endless', () => {
    expect(readText('name', `a${'\u0301'.repeat(1_000)}`)).toMatchObject({ kind: 'refused' });
    const began = performance.now();
    for (const filler of ['\u0301', ' ', '\u200d', '👨‍👩‍👧‍👦', '\u202e', 'ي\u200c']) readText('name', filler.repeat(60_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

it('what was read is read again as it is, whatever was typed, and holds nothing that harms a page', () => {
  const strange = fc.constantFrom(
    '\u200d',
    '\u200c',
    '\u202e',
    '\u2067',
    '\u2069',
    '\u202c',
    '\ufe0f',
    '\u0301',
    '\u200b',
    ' ',
    '\u00a0',
    '👩',
    'ي',
    'न',
    '\u094d',
    'a',
    '\u200f',
    '\u1100',
    '\u1161',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(strange, fc.string({ unit: 'binary', maxLength: 1 })), { maxLength: 25 }), (parts) => {
      const text = kept(parts.join(''));
      if (text === undefined || text === null) return;
      expect(kept(text)).toBe(text);
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u200b\ufeff\u2060]| {2}|^ | $/u);
      expect(text.match(/[\u202a\u202b\u202d\u202e]/g)?.length).toBe(text.match(/\u202c/g)?.length);
      expect(text.match(/[\u2066-\u2068]/g)?.length).toBe(text.match(/\u2069/g)?.length);
    }),
    { numRuns: 5_000 },
  );
});
