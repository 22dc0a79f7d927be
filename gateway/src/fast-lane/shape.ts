import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Something in a room's answer that the schema does not allow; it becomes null, and so does what may not be null around it. */
export interface Fault {
  message: string;
  path: (string | number)[];
}

export interface Shaped {
  data: Record<string, unknown> | null;
  faults: Fault[];
}

/** From what a room answered to what the client asked for: its fields and no others, in its order, fit for the schema. */
export type Shape = (input: Readonly<Record<string, unknown>> | null | undefined) => Shaped;

/** A value that must be null and whose fault is noted. */
const broken = Symbol('broken');

type Complete = (value: unknown, walk: Walk) => unknown;

interface Walk {
  path: (string | number)[];
  faults: Fault[];
}

interface Field {
  name: string;
  read: (input: Readonly<Record<string, unknown>>) => unknown;
  nonNull: boolean;
  complete: Complete;
}

/** Compiled once an operation, after the rules of the GraphQL specification for completing values (6.4.3); it has no @skip and no @include. */
export function compileShape(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`no root type for a ${operation.operation}`);
  const complete = completeObject(compileFields({ schema, fragments }, root, [operation.selectionSet]));
  return (input) => {
    const walk: Walk = { path: [], faults: [] };
    const data = complete(input ?? {}, walk);
    return { data: data === broken ? null : (data as Record<string, unknown>), faults: walk.faults };
  };
}

interface Compiler {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function compileFields(compiler: Compiler, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Field[] {
  return [...collect(compiler, type, sets)].map(([name, [first, ...others]]): Field => {
    const field = type.getFields()[first.name.value];
    if (!field) return { name, read: () => type.name, nonNull: true, complete: (value) => value };
    const below = [first, ...others].flatMap(({ selectionSet }) => selectionSet ?? []);
    const nonNull = isNonNullType(field.type);
    return { name, read: reader(name), nonNull, complete: compileType(compiler, getNullableType(field.type), below) };
  });
}

/** The fields that an object of this type answers, those of the same name together. */
function collect(
  { schema, fragments }: Compiler,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, [FieldNode, ...FieldNode[]]> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const applies = (condition: string | undefined): boolean => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isCompositeType(wanted) && !isObjectType(wanted) && schema.isSubType(wanted, type));
  };
  const gather = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = fields.get(name);
        if (known) known.push(selection);
        else fields.set(name, [selection]);
      } else {
        const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (part && applies(part.typeCondition?.name.value)) gather(part.selectionSet);
      }
    }
  };
  for (const set of sets) gather(set);
  return fields;
}

/** What objects inherit is no answer. */
const reader = (name: string): Field['read'] =>
  name in Object.prototype ? (input) => (Object.hasOwn(input, name) ? input[name] : undefined) : (input) => input[name];

/** For a type that may be null; whoever asked for more looks at the result. */
function compileType(compiler: Compiler, type: GraphQLOutputType, below: readonly SelectionSetNode[]): Complete {
  if (isListType(type)) {
    return completeList(compileType(compiler, getNullableType(type.ofType), below), isNonNullType(type.ofType));
  }
  if (isCompositeType(type)) return completeComposite(compiler, type, below);
  return completeLeaf(type as GraphQLLeafType);
}

const note = ({ path, faults }: Walk, message: string): typeof broken => {
  faults.push({ message, path: [...path] });
  return broken;
};

const completeList =
  (item: Complete, nonNull: boolean): Complete =>
  (value, walk) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return note(walk, 'A list was expected.');
    let fits = true;
    const items = value.map((given: unknown, index) => {
      walk.path.push(index);
      const completed = item(given, walk);
      if (completed === null && nonNull) note(walk, 'Cannot return null for a non-nullable item.');
      walk.path.pop();
      if (nonNull && (completed === null || completed === broken)) fits = false;
      return completed === broken ? null : completed;
    });
    return fits ? items : broken;
  };

/** By the type that the room names; an object type needs no name. */
function completeComposite(compiler: Compiler, declared: GraphQLCompositeType, below: readonly SelectionSetNode[]): Complete {
  const byName = new Map<unknown, Complete>();
  const compile = (name: unknown): Complete | undefined => {
    const type = typeof name === 'string' ? compiler.schema.getType(name) : undefined;
    const fits = isObjectType(declared) ? type === declared : isObjectType(type) && compiler.schema.isSubType(declared, type);
    if (!fits) return undefined;
    const complete = completeObject(compileFields(compiler, type as GraphQLObjectType, below));
    byName.set(name, complete);
    return complete;
  };
  return (value, walk) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object') return note(walk, 'An object was expected.');
    const name: unknown = '__typename' in value ? value.__typename : declared.name;
    const complete = byName.get(name) ?? compile(name);
    return complete ? complete(value, walk) : note(walk, 'The object has a __typename that does not belong here.');
  };
}

const completeObject =
  (fields: readonly Field[]): Complete =>
  (value, walk) => {
    const input = value as Readonly<Record<string, unknown>>;
    const output: Record<string, unknown> = {};
    for (const { name, read, nonNull, complete } of fields) {
      walk.path.push(name);
      const completed = complete(read(input), walk);
      if (nonNull && completed === null) note(walk, 'Cannot return null for a non-nullable field.');
      walk.path.pop();
      if (nonNull && (completed === null || completed === broken)) return broken;
      output[name] = completed === broken ? null : completed;
    }
    return output;
  };

function completeLeaf(type: GraphQLLeafType): Complete {
  const fits = fitsOf(type);
  return (value, walk) => {
    if (value === null || value === undefined) return null;
    return fits(value) ? value : note(walk, 'The value does not fit its type.');
  };
}

/** What the five scalars of the specification look like in JSON; others are the rooms' own matter. */
function fitsOf(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'Int':
      return isWhole;
    case 'Float':
      return Number.isFinite;
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'String':
      return (value) => typeof value === 'string';
    case 'ID':
      return (value) => typeof value === 'string' || isWhole(value);
    default:
      return () => true;
  }
}

/** As Apollo has it: whole numbers of any size that JSON writes without an exponent. */
const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21;
