import { uuidFromName } from '@cartograph/kit/ids';

export interface Good {
  id: string;
  slug: string;
  title: string;
  description: string;
  sku: string;
  /** Titles and SKUs of its variants, as the import writes them. */
  words: string;
}

const onsets = ['b', 'br', 'd', 'f', 'g', 'gl', 'k', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'tr', 'v'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ä', 'é', 'ö'];
const ends = ['n', 'l', 'r', 's', 't', 'ng', 'ck', 'm'];

/** A word that nobody speaks, the same for the same number; some have accents, as words of five languages do. */
export function wordOf(number: number): string {
  const syllable = (n: number, end: boolean): string =>
    `${onsets[n % 18]}${vowels[Math.floor(n / 18) % 8]}${end ? ends[Math.floor(n / 144) % 8] : ''}`;
  const scattered = (number * 7_919 + 13) % 1_327_104;
  return `${syllable(scattered % 1_152, false)}${syllable(Math.floor(scattered / 1_152), true)}`;
}

const vocabulary = { adjectives: 400, nouns: 600, names: 20_000, prose: 3_000 };
const spread = (number: number, salt: number, size: number): number => (number * 2_654_435_761 + salt * 40_503) % size;

/** Adjective, noun and a name: an adjective is in one title of 400. */
export function goodOf(number: number): Good {
  const noun = wordOf(1_000 + spread(number, 2, vocabulary.nouns));
  const title = `${wordOf(spread(number, 1, vocabulary.adjectives))} ${noun} ${wordOf(10_000 + spread(number, 3, vocabulary.names))}`;
  const prose = Array.from({ length: 14 }, (_, index) => wordOf(2_000 + spread(number, 10 + index, vocabulary.prose)));
  const sku = `${noun
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
    .toUpperCase()}-${String(number).padStart(6, '0')}`;
  const id = uuidFromName(`good ${number}`);
  return { id, slug: `good-${number}`, title, description: prose.join(' '), sku, words: sku };
}
