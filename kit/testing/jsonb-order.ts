/** Paths of objects whose fields do not stand as jsonb keeps them, shorter names first, then by their bytes: PostgreSQL would sort them. */
export function unsorted(value: unknown, path = '$'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value);
  const sorted = Array.isArray(value) || names.every((name, index) => index === 0 || comesAfter(name, names[index - 1] ?? ''));
  return [...(sorted ? [] : [path]), ...Object.entries(value).flatMap(([name, inner]) => unsorted(inner, `${path}.${name}`))];
}

const comesAfter = (name: string, earlier: string): boolean =>
  name.length > earlier.length || (name.length === earlier.length && name > earlier);
