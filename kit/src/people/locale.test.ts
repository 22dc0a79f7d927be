import { describe, expect, it } from 'vitest';
import { readLocale } from './locale.ts';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['pt-br', 'pt-BR'],
    [' zh-hant-tw ', 'zh-Hant-TW'],
    ['de-DE-u-co-phonebk', 'de-DE'],
    ['', null],
    ['  ', null],
  ])('%j is kept as %j', (given, kept) => {
    expect(readLocale('locale', given)).toEqual({ kind: 'read', value: kept });
  });

  it.each(['xx', 'klingon', 'en_US!', 'e', '12', 'en-', 'qqx', 'english', 'a'.repeat(36), '\0'])(
    '%j does not exist, and is refused',
    (given) => {
      expect(readLocale('locale', given)).toMatchObject({ kind: 'refused', message: expect.stringContaining('BCP 47') });
    },
  );
});
