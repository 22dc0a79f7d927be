import { isOneTypo, minLetters } from '#rules/spelling';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The search with each word that is a typo away from one of these titles' written as it is there; undefined when that changes nothing. */
export function closestSpelling(search: string, titles: readonly string[]): string | undefined {
  const known = new Set(titles.flatMap(wordsOf));
  const meant = wordsOf(search).map((word) =>
    word.length < minLetters || known.has(word) ? word : ([...known].find((other) => isOneTypo(word, other)) ?? word),
  );
  const spelled = meant.join(' ');
  return spelled === wordsOf(search).join(' ') || spelled === '' ? undefined : spelled;
}
