/** A shorter word is another one when a letter is wrong. */
export const minLetters = 4;

/** A word that was asked for, with what is known of it. */
export interface AskedWord {
  readonly word: string;
  /** Its stems in the languages of the shop. */
  readonly stems: readonly string[];
  /** Words of titles, or their stems, that differ from it or one of its stems by a letter or two. */
  readonly near: readonly string[];
  /** In one of the languages it is a word that means nothing by itself, as "the". */
  readonly isStop: boolean;
}

/** Does one letter more, less, other, or two that changed places make one word of the other? */
export function isOneTypo(one: string, other: string): boolean {
  const [short, long] = [Array.from(one), Array.from(other)].sort((a, b) => a.length - b.length);
  if (!short || !long || one === other || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const rest = (letters: string[], skip: number): string => letters.slice(from + skip).join('');
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  return (
    rest(short, 1) === rest(long, 1) ||
    (short[from] === long[from + 1] && short[from + 1] === long[from] && rest(short, 2) === rest(long, 2))
  );
}

/**
 * The search again, as a tsquery, each word or one that is a typo away from it; undefined when no word is. Words that mean nothing need
 * not be there.
 */
export function respelled(asked: readonly AskedWord[]): string | undefined {
  const spelled = asked.map(({ near, ...word }) => ({ ...word, near: near.filter((other) => mayMean(word, other)) }));
  if (spelled.every(({ near }) => near.length === 0)) return undefined;
  const meant = spelled.filter(({ isStop, near }) => !isStop || near.length > 0);
  return meant.map(({ word, stems, near }) => `(${[...new Set([word, ...stems, ...near])].map(quoted).join(' | ')})`).join(' & ');
}

/** Of stems only what is long enough: "jamno" is jamón, and not jam by the Italian stem of it. */
const mayMean = ({ word, stems }: Pick<AskedWord, 'word' | 'stems'>, other: string): boolean =>
  (word.length >= minLetters && isOneTypo(word, other)) ||
  (other.length >= minLetters && stems.some((stem) => stem.length >= minLetters && isOneTypo(stem, other)));

const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
