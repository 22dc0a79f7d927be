/** Keeps the first violation and, where it is wanted, everything that happened, in words. */
export interface Witness {
  /** The words are put together only when somebody reads them. */
  note(words: () => string): void;
  blame(claim: string): void;
  violation(): string | undefined;
  lines(): readonly string[];
  /** A short name instead of an id, the same for as long as the history lasts. */
  name(id: string, called?: string): string;
}

export function createWitness(now: () => number, telling: boolean): Witness {
  let first: string | undefined;
  const lines: string[] = [];
  const names = new Map<string, string>();
  const note = (words: () => string): void => {
    if (telling) lines.push(`${now().toFixed(1).padStart(9)} ms  ${words()}`);
  };
  return {
    note,
    blame: (claim) => {
      first ??= claim;
      note(() => `VIOLATION: ${claim}`);
    },
    violation: () => first,
    lines: () => lines,
    name: (id, called) => {
      if (called !== undefined) names.set(id, called);
      return names.get(id) ?? id;
    },
  };
}
