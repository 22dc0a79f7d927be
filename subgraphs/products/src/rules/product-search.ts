export const maxSearchLength = 200;

/** What is looked for: without control characters and halves of surrogate pairs (PostgreSQL refuses some) and outer blanks. Undefined when nothing is left. */
export function searchWords(search: string | null | undefined): string | undefined {
  const words = (search ?? '').replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  return words === '' ? undefined : words;
}

/** Quotes and minus signs are meant exactly: then no similar title will do, or "tea -green" would find the green one. */
export const isExact = (words: string): boolean => /"|(^|\s)-/.test(words);
