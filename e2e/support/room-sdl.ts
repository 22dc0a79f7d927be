import { buildSubgraph } from '@cartograph/kit/subgraph';
import {
  type ASTNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  visit,
} from 'graphql';

/** Everything in a contract that has no description, by its way such as "Query.product(id)". */
export function undescribed(sdl: string): string[] {
  const found: string[] = [];
  const way: string[] = [];
  const enter = (node: ASTNode): void => {
    if (!('name' in node) || !node.name || !node.kind.match(/Definition|Extension/)) return;
    way.push(node.name.value);
    const spoken = 'description' in node ? node.description?.value.trim() : undefined;
    if (!spoken && node.kind.endsWith('Definition')) found.push(way.join('.'));
  };
  const leave = (node: ASTNode): void => {
    if ('name' in node && node.name && node.kind.match(/Definition|Extension/)) way.pop();
  };
  visit(parse(sdl), { enter, leave });
  // The roots are the graph's: each room adds to them, and none describes them.
  return found.filter((name) => !['Query', 'Mutation'].includes(name));
}

/** An operation for every root field that only rooms may call, with the least that its arguments need. */
export function internalCalls(sdl: string): { field: string; document: string }[] {
  const schema = buildSubgraph(sdl, {});
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {})
      .filter((field) => hasDirective(field, 'inaccessible'))
      .map((field) => {
        const given = field.args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${least(argument.type)}`);
        const call = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
        return { field: field.name, document: `${root === schema.getMutationType() ? 'mutation' : 'query'} { ${call}${leaves(field)} }` };
      }),
  );
}

export interface Key {
  type: string;
  /** The key's one field, such as `sku`. */
  field: string;
  /** What can be asked of the entity with nothing but its key at hand. */
  selection: string;
  /** Those of it that are for staff alone: others may be refused. */
  forStaff: readonly string[];
}

/** Each key of each entity that the room resolves. */
export function entityKeys(sdl: string): Key[] {
  const schema = buildSubgraph(sdl, {});
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => {
      const asked = Object.values(type.getFields()).filter(
        (field) => !field.args.some(isRequiredArgument) && !hasDirective(field, 'external') && !hasDirective(field, 'requires'),
      );
      const selection = ['__typename', ...asked.map((field) => `${field.name}${leaves(field)}`)].join(' ');
      const forStaff = asked.filter((field) => directives(field, 'tag').some(({ name }) => name === 'staff')).map(({ name }) => name);
      return directives(type, 'key')
        .filter(({ resolvable }) => resolvable !== false)
        .map(({ fields }) => ({ type: type.name, field: String(fields), selection, forStaff }));
    });
}

type Noted = { astNode?: { directives?: readonly DirectiveAst[] | undefined } | null | undefined };
type DirectiveAst = { name: { value: string }; arguments?: readonly { name: { value: string }; value: ASTNode }[] | undefined };

const hasDirective = ({ astNode }: Noted, name: string): boolean => astNode?.directives?.some((one) => one.name.value === name) ?? false;

const directives = ({ astNode }: Noted, name: string): Record<string, unknown>[] =>
  (astNode?.directives ?? [])
    .filter((one) => one.name.value === name)
    .map((one) =>
      Object.fromEntries((one.arguments ?? []).map(({ name: argument, value }) => [argument.value, 'value' in value && value.value])),
    );

const leaves = (field: GraphQLField<unknown, unknown>): string => {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return '';
  return type.name.endsWith('Connection') ? ' { edges { __typename } }' : ' { __typename }';
};

/** The smallest literal that the type takes. */
function least(type: GraphQLInputType): string {
  if (isNonNullType(type)) return least(type.ofType);
  if (isListType(type)) return `[${least(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type))
    return `{ ${Object.values(type.getFields())
      .filter(isRequiredInputField)
      .map((field) => `${field.name}: ${least(field.type)}`)
      .join(', ')} }`;
  const literals: Record<string, string> = { Int: '1', Float: '1', Boolean: 'false', DateTime: '"2026-01-31T12:00:00Z"' };
  return literals[type.name] ?? '"1"';
}
