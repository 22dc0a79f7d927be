import type { EventDeclaration } from '@cartograph/kit/declare-event';
import type { DomainEvent } from '@cartograph/kit/event';

/** What of these events is not as declared: a type or version that is not, a field too few, too many or of another kind. */
export function undeclared(
  declared: readonly EventDeclaration[],
  told: readonly Pick<DomainEvent, 'type' | 'version' | 'data'>[],
): string[] {
  return told.flatMap(({ type, version, data }) => {
    const declaration = declared.find((one) => one.type === type && one.version === version);
    if (!declaration) return [`${type} v${version} is not declared`];
    const { success, data: known, error } = declaration.schema.safeParse(data);
    if (!success) return [`${type}: ${error.message}`];
    // What the schema does not know is not in what it gives.
    return sorted(known) === sorted(data) ? [] : [`${type}: ${sorted(data)} has more than ${sorted(known)}`];
  });
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
