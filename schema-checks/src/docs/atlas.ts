import { posix } from 'node:path';
import { type GraphQLNamedType, type GraphQLSchema, type GraphQLType, isListType, isNonNullType, isSpecifiedScalarType } from 'graphql';
import { anchorsOf } from './markdown.ts';
import { ownershipOf, type TypeOwnership } from './ownership.ts';
import { kindHeading, kindsInOrder } from './type-kinds.ts';

/** What the pages are made from, and on which page each type stands. */
export interface Atlas {
  api: GraphQLSchema;
  subgraphs: readonly string[];
  ownership: ReadonlyMap<string, TypeOwnership>;
  /** Types by their owner's name, `undefined` for those that are shared; each list in the order of its page. */
  groups: ReadonlyMap<string | undefined, readonly GraphQLNamedType[]>;
  /** Type to page and anchor, such as `types/orders.md#cart`. */
  homes: ReadonlyMap<string, string>;
}

export const roots = [
  { kind: 'query', page: 'queries.md', title: 'Queries' },
  { kind: 'mutation', page: 'mutations.md', title: 'Mutations' },
  { kind: 'subscription', page: 'subscriptions.md', title: 'Subscriptions' },
] as const;

export const rootType = (api: GraphQLSchema, kind: (typeof roots)[number]['kind']) =>
  kind === 'query' ? api.getQueryType() : kind === 'mutation' ? api.getMutationType() : api.getSubscriptionType();

export const typesPage = (owner: string | undefined): string => (owner === undefined ? 'shared-types.md' : `types/${owner}.md`);
export const typesTitle = (owner: string | undefined): string => (owner === undefined ? 'Shared types' : `Types of ${owner}`);

export function surveyed(api: GraphQLSchema, supergraphSdl: string, subgraphs: readonly string[]): Atlas {
  const ownership = ownershipOf(supergraphSdl);
  const homes = new Map<string, string>();
  for (const { kind, page } of roots) {
    const type = rootType(api, kind);
    if (type) homes.set(type.name, page);
  }
  const types = Object.values(api.getTypeMap()).filter(
    (type) => !homes.has(type.name) && !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  const owners = [...subgraphs, undefined];
  const groups = new Map(owners.map((owner) => [owner, inOrder(types.filter(({ name }) => ownership.get(name)?.owner === owner))]));
  for (const [owner, group] of groups) {
    const headings = headingsOf(owner, group);
    const anchors = anchorsOf(headings.map(({ text }) => text));
    for (const [index, { type }] of headings.entries()) if (type) homes.set(type.name, `${typesPage(owner)}#${anchors[index]}`);
  }
  return { api, subgraphs, ownership, groups, homes };
}

/** The headings of a page of types: its title, each kind, and the types below it. */
export function headingsOf(owner: string | undefined, group: readonly GraphQLNamedType[]): { text: string; type?: GraphQLNamedType }[] {
  const kinds = kindsInOrder.filter((kind) => group.some((type) => kindHeading(type) === kind));
  return [
    { text: typesTitle(owner) },
    ...kinds.flatMap((kind) => [
      { text: kind },
      ...group.filter((type) => kindHeading(type) === kind).map((type) => ({ text: type.name, type })),
    ]),
  ];
}

const inOrder = (types: readonly GraphQLNamedType[]): GraphQLNamedType[] => {
  const rank = (type: GraphQLNamedType): number => kindsInOrder.indexOf(kindHeading(type));
  return [...types].sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
};

/** A type's name, linked from a page to where it is described; plain when GraphQL itself defines it. */
export function namedLink(atlas: Atlas, from: string, name: string): string {
  const home = atlas.homes.get(name);
  if (home === undefined) return name;
  const [page = '', anchor] = home.split('#');
  const path = page === from ? '' : posix.relative(posix.dirname(from), page);
  return `[${name}](${path}${anchor === undefined ? '' : `#${anchor}`})`;
}

/** `[Cart!]!` with its name linked. */
export function typeLink(atlas: Atlas, from: string, type: GraphQLType): string {
  if (isNonNullType(type)) return `${typeLink(atlas, from, type.ofType)}!`;
  if (isListType(type)) return `\\[${typeLink(atlas, from, type.ofType)}\\]`;
  return namedLink(atlas, from, type.name);
}
