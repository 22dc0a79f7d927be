import { type ConstDirectiveNode, Kind } from 'graphql';
import type { Element } from '../elements.ts';
import { applied, definers, has, type Landscape, type Room } from '../landscape.ts';

export interface Override {
  from: string;
  label?: string;
}

/** What an @override says, if it is there. */
export function overrideOf(room: Room, element: Element | undefined): Override | undefined {
  const [directive] = applied(room, element, 'override');
  if (!directive) return undefined;
  const label = stringOf(directive, 'label');
  return { from: stringOf(directive, 'from') ?? '', ...(label === undefined ? {} : { label }) };
}

const stringOf = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find((arg) => arg.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

/** Whether a subgraph refers to another's field instead of resolving it. */
export function isExternal(room: Room, field: Element): boolean {
  const type = room.elements.all.get(field.parent ?? '');
  return has(room, field, 'external') || has(room, type, 'external');
}

export interface Owners {
  /** The subgraphs that the gateway may ask for the field. */
  asked: Set<string>;
  /** Those that could answer, were it not that another overrides them. */
  overridden: Set<string>;
}

/** Who resolves a field. With a label on the @override, both do. */
export function ownersOf(landscape: Landscape, field: string): Owners {
  const asked = new Set<string>();
  const replaced = new Set<string>();
  for (const [name, element] of definers(landscape, field)) {
    const room = landscape.rooms.get(name);
    if (!room || isExternal(room, element)) continue;
    asked.add(name);
    const override = overrideOf(room, element);
    if (override && override.label === undefined) replaced.add(override.from);
  }
  const overridden = new Set([...asked].filter((name) => replaced.has(name)));
  for (const name of overridden) asked.delete(name);
  return { asked, overridden };
}
