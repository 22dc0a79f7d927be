import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { nameOfKind, type TypeRename } from './comparison.ts';
import { directivesOf } from './usages.ts';
import { printDefault } from './values.ts';

/** A removed member and the one added member that could be it under another name: the only one of its type, or the one most alike by name. */
export function renamed<T extends { name: string }>(
  removed: T,
  added: readonly T[],
  alike: (one: T, other: T) => boolean,
): string | undefined {
  const candidates = added.length > 50 ? [] : added.filter((element) => alike(removed, element));
  if (candidates.length === 1) return candidates[0]?.name;
  const [best, second] = candidates
    .map(({ name }) => ({ name, likeness: likeness(removed.name, name) }))
    .sort((a, b) => b.likeness - a.likeness);
  return best && best.likeness >= 0.5 && best.likeness > (second?.likeness ?? 0) ? best.name : undefined;
}

/** Of the pairs of letters in two names, the share that both have. */
function likeness(one: string, other: string): number {
  const pairs = (name: string) =>
    new Set(Array.from({ length: Math.max(1, name.length - 1) }, (_, at) => name.toLowerCase().slice(at, at + 2)));
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}

/** Applied directives count as far as they are compared (`usages`). */
export function findTypeRenames(
  removed: readonly GraphQLNamedType[],
  added: readonly GraphQLNamedType[],
  usages: boolean,
): Map<string, TypeRename> {
  const renames = new Map<string, TypeRename>();
  const shapeOf = shapesWith(usages ? directivesOf : () => '');
  const shapes = Map.groupBy(added, shapeOf);
  const taken = new Set<string>();
  for (const [shape, olds] of Map.groupBy(removed, shapeOf)) {
    const [old, secondOld] = olds;
    const [now, secondNow] = shapes.get(shape) ?? [];
    if (!old || !now || secondOld || secondNow) continue;
    renames.set(old.name, { to: now.name, exact: membersOf(old).length > 0 });
    taken.add(now.name);
  }
  const byMember = indexMembers(added.filter(({ name }) => !taken.has(name)));
  for (const old of removed) {
    const to = renames.has(old.name) ? undefined : mostAlike(old, byMember);
    if (!to || taken.has(to)) continue;
    renames.set(old.name, { to, exact: false });
    taken.add(to);
  }
  return renames;
}

/** Kind, interfaces, members, defaults and directives: all but the type's own name. */
const shapesWith =
  (written: typeof directivesOf) =>
  (type: GraphQLNamedType): string =>
    [nameOfKind(type), written(type), interfacesOf(type), ...membersOf(type).map((member) => printMember(type, member, written))].join(
      '\n',
    );

const interfacesOf = (type: GraphQLNamedType): string =>
  isObjectType(type) || isInterfaceType(type)
    ? byName(type.getInterfaces())
        .map(({ name }) => name)
        .join(' ')
    : '';

type Member = GraphQLEnumValue | GraphQLObjectType | GraphQLField<unknown, unknown> | GraphQLInputField;

function membersOf(type: GraphQLNamedType): readonly Member[] {
  if (isEnumType(type)) return byName(type.getValues());
  if (isUnionType(type)) return byName(type.getTypes());
  if (isObjectType(type) || isInterfaceType(type)) return byName(Object.values(type.getFields()));
  return isInputObjectType(type) ? byName(Object.values(type.getFields())) : [];
}

function printMember({ name: self }: GraphQLNamedType, member: Member, written: typeof directivesOf): string {
  if (!('type' in member)) return `${member.name} ${written(member)}`;
  const plain = (type: unknown) => String(type).replace(/\w+/, (name) => (name === self ? '=' : name));
  const input = (value: GraphQLArgument | GraphQLInputField) =>
    `${value.name}: ${plain(value.type)} = ${printDefault(value)} ${written(value)}`;
  if (!('args' in member)) return input(member);
  return `${member.name}(${byName(member.args).map(input).join(', ')}): ${plain(member.type)} ${written(member)}`;
}

const byName = <T extends { name: string }>(members: readonly T[]): T[] => [...members].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Kind and member's name => the types that have it. Names that many types have say nothing. */
const indexMembers = (types: readonly GraphQLNamedType[]): Map<string, GraphQLNamedType[]> => {
  const index = new Map<string, GraphQLNamedType[]>();
  for (const type of types) {
    for (const { name } of membersOf(type)) {
      const key = `${nameOfKind(type)} ${name}`;
      const known = index.get(key);
      if (known) known.push(type);
      else index.set(key, [type]);
    }
  }
  return index;
};

function mostAlike(old: GraphQLNamedType, byMember: ReadonlyMap<string, readonly GraphQLNamedType[]>): string | undefined {
  const shared = new Map<GraphQLNamedType, number>();
  const members = membersOf(old);
  for (const { name } of members) {
    const types = byMember.get(`${nameOfKind(old)} ${name}`) ?? [];
    if (types.length <= 50) for (const type of types) shared.set(type, (shared.get(type) ?? 0) + 1);
  }
  const [best, second] = [...shared]
    .map(([type, count]) => ({ name: type.name, share: (2 * count) / (members.length + membersOf(type).length) }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  return best && best.share > 0.5 && best.share > (second?.share ?? 0) ? best.name : undefined;
}
