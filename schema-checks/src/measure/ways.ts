import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';

/** One step of an operation: into a field, or into a fragment. */
export type Step = { kind: 'field'; field: GraphQLField<unknown, unknown> } | { kind: 'fragment'; type: GraphQLCompositeType };

interface Way {
  operation: OperationTypeNode;
  steps: readonly Step[];
}

interface Ways {
  /** To a coordinate of a type, a field, an argument, an input field or an enum value; undefined when no operation gets there. */
  to: (coordinate: string) => Way | undefined;
}

/** The shortest ways from the roots of a schema to its types. */
export function waysIn(schema: GraphQLSchema): Ways {
  const known = new Map<string, Way>();
  const queue: GraphQLCompositeType[] = [];
  const found = (type: GraphQLCompositeType, way: Way): void => {
    if (known.has(type.name)) return;
    known.set(type.name, way);
    queue.push(type);
  };
  for (const operation of [OperationTypeNode.QUERY, OperationTypeNode.MUTATION]) {
    const root = schema.getRootType(operation);
    if (root) found(root, { operation, steps: [] });
  }
  // Where an input type or an enum is sent or read: the first field that leads there.
  const users = new Map<string, Way>();
  for (let type = queue.shift(); type; type = queue.shift()) {
    const way = known.get(type.name);
    if (!way) continue;
    const on = (step: Step): Way => ({ ...way, steps: [...way.steps, step] });
    for (const field of 'getFields' in type ? Object.values(type.getFields()) : []) {
      const next = on({ kind: 'field', field });
      const answered = getNamedType(field.type);
      if (isCompositeType(answered)) found(answered, next);
      else if (!users.has(answered.name)) users.set(answered.name, next);
      for (const arg of field.args) reachInputs(getNamedType(arg.type).name, next);
    }
    const others = [...(isAbstractType(type) ? schema.getPossibleTypes(type) : []), ...(isObjectType(type) ? type.getInterfaces() : [])];
    for (const other of others) found(other, on({ kind: 'fragment', type: other }));
  }

  function reachInputs(name: string, way: Way): void {
    if (users.has(name)) return;
    users.set(name, way);
    const type = schema.getType(name);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) reachInputs(getNamedType(field.type).name, way);
  }

  return {
    to: (coordinate) => {
      const [owner = '', member = ''] = coordinate.split(/[.(]/);
      const way = known.get(owner) ?? users.get(owner);
      const type = schema.getType(owner);
      const field = type && 'getFields' in type && isCompositeType(type) ? type.getFields()[member] : undefined;
      return way && field ? { ...way, steps: [...way.steps, { kind: 'field', field }] } : way;
    },
  };
}
