import { type GraphQLNamedType, type GraphQLSchema, isAbstractType, isInterfaceType, Kind, type TypeNode } from 'graphql';
import { applied, definers, has, type Room } from '../landscape.ts';
import { fieldsOf, pathsOf } from './field-sets.ts';
import { isExternal } from './owners.ts';
import type { RoomPair } from './room-pair.ts';

/**
 * The fields for which old plans enter a subgraph by a type's keys: those that it answers besides the keys', and those of any subgraph
 * that have requirements, which may be answered here.
 */
export function enteredFor({ old, was }: Pick<RoomPair, 'old' | 'was'>, type: string): string[] {
  const keys = applied(old, old.elements.all.get(type), 'key').flatMap((key) => [...pathsOf(fieldsOf(key) ?? '')]);
  const inKeys = new Set(keys.map((path) => `${type}.${path}`));
  const found = new Set((old.elements.fields.get(type) ?? []).filter((field) => !inKeys.has(field)));
  for (const field of found) {
    const element = old.elements.all.get(field);
    if (!element || isExternal(old, element)) found.delete(field);
  }
  for (const room of was.rooms.values()) {
    for (const field of room.elements.fields.get(type) ?? []) if (has(room, room.elements.all.get(field), 'requires')) found.add(field);
  }
  const implementers = implementersOf(was.api.getType(type));
  const names = (field: string) => [type, ...implementers(was.api)].map((each) => `${each}.${field.slice(type.length + 1)}`);
  return [...found].flatMap(names).sort();
}

const implementersOf =
  (type: GraphQLNamedType | undefined) =>
  (api: GraphQLSchema): string[] =>
    isInterfaceType(type) ? api.getPossibleTypes(type).map(({ name }) => name) : [];

/**
 * Whether an old plan could enter by this key: other subgraphs have its fields and lead to the type, or the subgraph enters itself
 * again for a requirement. Whatever starts in the subgraph is answered at its first visit.
 */
export function couldEnter({ name, old, was }: Pick<RoomPair, 'name' | 'old' | 'was'>, type: string, fields: string): boolean {
  const top = [...pathsOf(fields)].filter((path) => !/[.:]/.test(path));
  const requires = (old.elements.fields.get(type) ?? []).some((field) => has(old, old.elements.all.get(field), 'requires'));
  if (requires || was.published) return true;
  const others = [...definers(was, type).keys()].flatMap((other) => (other === name ? [] : (was.rooms.get(other) ?? [])));
  // Not necessarily the same one: what starts in one may come by a second, which alone has these fields.
  const holds = ({ elements }: Room) => top.every((field) => elements.all.has(`${type}.${field}`));
  return others.some(holds) && others.some((room) => leadsTo(room, type, was.api));
}

/** Whether a field of the subgraph answers the type, or an interface or union that it belongs to. */
function leadsTo({ elements }: Room, type: string, api: GraphQLSchema): boolean {
  const belongs = (name: string): boolean => {
    const answered = name === type ? undefined : api.getType(name);
    return name === type || (isAbstractType(answered) && api.getPossibleTypes(answered).some((possible) => possible.name === type));
  };
  for (const { nodes } of elements.all.values())
    for (const node of nodes) if (node.kind === Kind.FIELD_DEFINITION && belongs(namedType(node.type))) return true;
  return false;
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));
