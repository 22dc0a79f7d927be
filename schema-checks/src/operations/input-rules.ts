import type { GraphQLSchema } from 'graphql';
import {
  type ASTNode,
  type GraphQLArgument,
  type GraphQLInputField,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type ValueNode,
  visit,
} from 'graphql';
import { all, type HitRule, type Hitting, partsOf, refused, type View } from './hitting.ts';
import { meansTheSame } from './literal-meaning.ts';
import { within } from './placed-source.ts';
import type { Use } from './use-index.ts';
import type { OperationUses } from './uses.ts';

/** Whoever gives the argument. */
export const argumentGone: HitRule = ({ path }, { index }) => all(index.find(path), `gives ${path}`);

/** A required argument reaches everybody who asks for the field: nobody gives it yet. */
export const argumentAdded: HitRule = ({ path }, { index }) => all(index.find(fieldOf(path)), `asks for ${fieldOf(path)} without ${path}`);

export const argumentTypeChanged: HitRule = ({ path }, view) => {
  const [was, is] = [argumentIn(view.before, path), argumentIn(view.after, path)];
  const omitted = is && isRequiredArgument(is) ? withoutArgument(view, path) : [];
  return [
    ...all(omitted, `asks for ${fieldOf(path)} without ${path}, which becomes required`),
    ...given(view.index.find(path), `gives ${path}, which becomes ${is ? String(is.type) : 'another type'}`, was, is, view),
    ...nulls(view, path, is),
  ];
};

/** Whoever leaves it out gets another value, and so may who gives it by a variable. */
export const argumentDefaultChanged: HitRule = ({ path }, view) => [
  ...all(withoutArgument(view, path), `asks for ${fieldOf(path)} and leaves out ${path}`),
  ...view.index.find(path).flatMap(({ user, nodes }): Hitting[] => {
    const seen = view.index.seen(user);
    const omitting = nodes.filter((node) => {
      const definition = variableAt(user, node);
      if (!definition || definition.defaultValue || definition.type.kind === Kind.NON_NULL_TYPE) return false;
      const name = `$${definition.variable.name.value}`;
      return !seen || (seen.counts[name] ?? 0) + (seen.counts[`${name}=null`] ?? 0) < seen.requests;
    });
    if (omitting.length === 0) return [];
    return [
      { user, nodes: omitting, message: `gives ${path} by a variable that may be left out`, ...(!seen && { assumed: true as const }) },
    ];
  }),
];

/** Whoever writes the field, unless it stands where another type that has it is taken now; and whose variables hold it. */
export const inputFieldGone: HitRule = ({ path }, view) => [
  ...refused(all(view.index.find(path), `sends ${path}`), view),
  ...byVariables(view, path, ({ counts }) => (counts[path] ?? 0) + (counts[`${path}=null`] ?? 0) > 0, 'sends'),
];

/** Whoever sends an object of this type sends it without the new field. */
export const inputFieldAdded: HitRule = ({ path }, view) => {
  const { type } = partsOf(path);
  return [
    ...all(view.index.find(`{${type}}`), `sends ${type} without ${path}`),
    ...byVariables(view, path, ({ counts }) => (counts[type] ?? 0) > 0, `sends ${type} without`),
  ];
};

export const inputFieldTypeChanged: HitRule = ({ path }, view) => {
  const { type, field = '' } = partsOf(path);
  const [was, is] = [inputFieldIn(view.before, path), inputFieldIn(view.after, path)];
  const required = is !== undefined && String(is.type).endsWith('!') && is.defaultValue === undefined;
  const notNull = is !== undefined && String(is.type).endsWith('!');
  const onlyNull = was && is && String(getNullableType(was.type)) === String(getNullableType(is.type));
  const what = `which becomes ${is ? String(is.type) : 'another type'}`;
  return [
    ...all(required ? withoutField(view, type, field) : [], `sends ${type} without ${path}, which becomes required`),
    ...given(view.index.find(path), `sends ${path}, ${what}`, was, is, view),
    ...byVariables(
      view,
      path,
      ({ counts }) => {
        const [there, none] = [counts[path] ?? 0, counts[`${path}=null`] ?? 0];
        return (required && there + none < (counts[type] ?? 0)) || (notNull && none > 0) || (!onlyNull && there > 0);
      },
      `does not fit ${is ? String(is.type) : 'the new type'} with`,
    ),
  ];
};

export const inputFieldDefaultChanged: HitRule = ({ path }, view) => {
  const { type, field = '' } = partsOf(path);
  return [
    ...all(withoutField(view, type, field), `sends ${type} and leaves out ${path}`),
    ...byVariables(view, path, ({ counts }) => (counts[path] ?? 0) + (counts[`${path}=null`] ?? 0) < (counts[type] ?? 0), 'leaves out'),
  ];
};

/** Whoever sends an object of the type. */
export const inputTypeChanged: HitRule = ({ path }, view) => [
  ...all(view.index.find(`{${path}}`), `sends ${path}`),
  ...byVariables(view, path, ({ counts }) => (counts[path] ?? 0) > 0, 'sends'),
];

/** Operations whose variables do what a change forbids, as far as anybody has seen; of those never seen it is assumed. */
function byVariables(
  { index }: View,
  path: string,
  forbidden: (seen: NonNullable<ReturnType<View['index']['seen']>>) => boolean,
  does: string,
): Hitting[] {
  return index.byVariables(partsOf(path).type).flatMap((use): Hitting[] => {
    const seen = index.seen(use.user);
    if (!seen) return [{ ...use, message: `has variables that nobody has recorded, and perhaps ${does} ${path}`, assumed: true }];
    return forbidden(seen) ? [{ ...use, message: `${does} ${path} in its variables, as was seen` }] : [];
  });
}

/** Those who give a value that does not fit the new type, as validation says, or may mean something else to it. */
function given(
  uses: readonly Use[],
  message: string,
  was: GraphQLArgument | GraphQLInputField | undefined,
  is: GraphQLArgument | GraphQLInputField | undefined,
  { errorsOf }: View,
): Hitting[] {
  if (!was || !is) return all(uses, message);
  return uses.flatMap(({ user, nodes }) => {
    const wrong = nodes.filter((node) => refusedAt(node, errorsOf(user)) || !keepsMeaning(node, was, is));
    return wrong.length === 0 ? [] : [{ user, nodes: [...wrong, ...wrong.flatMap((node) => definitionsIn(user, node))], message }];
  });
}

/** Where the variables of a value are declared: of a type that is gone, validation complains there. */
function definitionsIn({ operation }: OperationUses, value: ASTNode): ASTNode[] {
  const names = new Set<string>();
  visit(value, { Variable: ({ name }) => void names.add(name.value) });
  const [definition] = operation.document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return (definition.variableDefinitions ?? []).filter(({ variable }) => names.has(variable.name.value));
}

const keepsMeaning = (node: ASTNode, was: GraphQLArgument | GraphQLInputField, is: GraphQLArgument | GraphQLInputField): boolean =>
  (node.kind !== Kind.ARGUMENT && node.kind !== Kind.OBJECT_FIELD) || meansTheSame(node.value, was.type, is.type);

const refusedAt = (node: ASTNode, errors: ReturnType<View['errorsOf']>): boolean =>
  errors.some(({ nodes }) => nodes?.some((wrong) => within(wrong, node)));

/** A variable with a default may stand where null may not, until somebody sends null. */
function nulls({ index }: View, path: string, is: GraphQLArgument | undefined): Hitting[] {
  if (!is || !String(is.type).endsWith('!')) return [];
  return index.find(path).flatMap(({ user, nodes }): Hitting[] => {
    const seen = index.seen(user);
    const wrong = nodes.filter((node) => {
      const definition = variableAt(user, node);
      return definition && (seen?.counts[`$${definition.variable.name.value}=null`] ?? 0) > 0;
    });
    return wrong.length === 0 ? [] : [{ user, nodes: wrong, message: `was seen to give null for ${path}` }];
  });
}

/** Fields of an operation at which an argument is not given, or is null. */
function withoutArgument({ index }: View, path: string): Use[] {
  const { argument } = partsOf(path);
  return some(index.find(fieldOf(path)), (node) => {
    const values = node.kind === Kind.FIELD || node.kind === Kind.DIRECTIVE ? (node.arguments ?? []) : [];
    return absent(values.find(({ name }) => name.value === argument)?.value);
  });
}

function withoutField({ index }: View, type: string, field: string): Use[] {
  return some(index.find(`{${type}}`), (node) => {
    const fields = node.kind === Kind.OBJECT ? node.fields : [];
    return absent(fields.find(({ name }) => name.value === field)?.value);
  });
}

const absent = (value: ValueNode | undefined): boolean => value === undefined || value.kind === Kind.NULL;

const some = (uses: readonly Use[], wanted: (node: ASTNode) => boolean): Use[] =>
  uses.flatMap(({ user, nodes }) => {
    const found = nodes.filter(wanted);
    return found.length === 0 ? [] : [{ user, nodes: found }];
  });

/** The definition of the variable that an argument is given by. */
function variableAt({ operation }: OperationUses, node: ASTNode) {
  if (node.kind !== Kind.ARGUMENT || node.value.kind !== Kind.VARIABLE) return undefined;
  const { value: name } = node.value.name;
  const [definition] = operation.document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  return definition.variableDefinitions?.find(({ variable }) => variable.name.value === name);
}

/** `Type.field` or `@directive` of an argument's path. */
const fieldOf = (path: string): string => path.replace(/\(.*$/, '');

function argumentIn(schema: GraphQLSchema, path: string): GraphQLArgument | undefined {
  const { type, field = '', argument } = partsOf(path);
  const parent = schema.getType(type);
  const holder = type.startsWith('@')
    ? schema.getDirective(type.slice(1))
    : isObjectType(parent) || isInterfaceType(parent)
      ? parent.getFields()[field]
      : undefined;
  return holder?.args.find(({ name }) => name === argument);
}

function inputFieldIn(schema: GraphQLSchema, path: string): GraphQLInputField | undefined {
  const { type, field = '' } = partsOf(path);
  const parent = schema.getType(type);
  return isInputObjectType(parent) ? parent.getFields()[field] : undefined;
}
