import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';

/** The API as clients see it, with what the rooms say of it beside. */
export interface Api {
  schema: GraphQLSchema;
  /** Types and fields that are tagged as the staff's, such as "Query.orders" and "PaymentAttempt". */
  staffs: ReadonlySet<string>;
  /** Types that other rooms reach by a key. */
  entities: ReadonlySet<string>;
}

const read = (name: string): string => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');

/** `more` is appended to the API, as SDL, to see what a change would bring. */
export function readApi(more = ''): Api {
  const staffs = new Set<string>();
  const entities = new Set<string>();
  for (const node of parse(read('supergraph'), { noLocation: true }).definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    if (isStaffs(node.directives)) staffs.add(node.name.value);
    if (node.directives?.some((one) => one.name.value === 'join__type' && one.arguments?.some(({ name }) => name.value === 'key')))
      entities.add(node.name.value);
    for (const field of node.fields ?? []) if (isStaffs(field.directives)) staffs.add(`${node.name.value}.${field.name.value}`);
  }
  return { schema: buildSchema(`${read('api')}\n${more}`), staffs, entities };
}

const isStaffs = (directives: readonly ConstDirectiveNode[] = []): boolean =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'tag' && given.some(({ value }) => value.kind === Kind.STRING && value.value === 'staff'),
  );

export type Field = GraphQLField<unknown, unknown>;

export const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());

export const rootsOf = ({ schema }: Api): GraphQLObjectType[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => type != null);

/** What an object of the type may be; nothing for scalars. */
export function objectsOf({ schema }: Api, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

export const objectsIn = (api: Api, field: Field): readonly GraphQLObjectType[] => objectsOf(api, getNamedType(field.type));

/** The scope that the manual names, as in "Staff with the scope catalogue:write." */
export const scopeNamed = ({ description }: Field): string | undefined =>
  /\b(?:Staff|Administrators)\s+with\s+the\s+scope\s+([a-z]+:[a-z]+)/.exec(description ?? '')?.[1];

/** Pages: what one may see of them is said of what stands on them. */
export const isPaging = ({ name }: GraphQLObjectType): boolean => /(Connection|Edge|PageInfo)$/.test(name);
