/** Something that record and rules, or two rooms, do not say the same of. */
export interface Difference {
  /** variants, tries, payment, late, decision, order; or the room that says otherwise. */
  where: string;
  /** What is compared. */
  of: string;
  recorded: unknown;
  /** What the rules, or the other rows, say now. */
  now: unknown;
}

/** jsonb keeps keys in an order of its own. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'nothing'
  );
}
