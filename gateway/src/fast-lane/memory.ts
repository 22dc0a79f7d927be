import type { KnownOperation } from '#fast-lane/known-operation';

/** What is known of an operation, or that it is none for the fast lane. */
type Known = KnownOperation | 'not for us';

export interface Memory {
  find: (query: string, operationName: string | undefined) => Known | undefined;
  keep: (query: string, operationName: string | undefined, known: Known) => void;
}

/**
 * Operations by text and name. What is kept of one grows with its text (some 50 bytes a character at most), so it is their characters
 * that are counted, once a name; beyond `maxCharacters` the oldest texts are forgotten.
 */
export function createMemory(maxCharacters: number): Memory {
  const texts = new Map<string, Map<string | undefined, Known>>();
  let characters = 0;

  const forget = (query: string): void => {
    characters -= query.length * (texts.get(query)?.size ?? 0);
    texts.delete(query);
  };

  return {
    find: (query, operationName) => texts.get(query)?.get(operationName),
    keep: (query, operationName, known) => {
      const names = texts.get(query) ?? new Map<string | undefined, Known>();
      if (!names.has(operationName)) characters += query.length;
      texts.set(query, names.set(operationName, known));
      for (const oldest of texts.keys()) {
        if (characters <= maxCharacters) return;
        forget(oldest);
      }
    },
  };
}
