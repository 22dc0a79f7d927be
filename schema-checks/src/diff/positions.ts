import {
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedDirective,
} from 'graphql';

/** The names of types that a client can reach: in what it reads, and in what it sends. */
export interface Positions {
  output: ReadonlySet<string>;
  input: ReadonlySet<string>;
  /** Of what it reads, the types that a field gives. An interface that none gives is only named by fragments. */
  given: ReadonlySet<string>;
}

/**
 * Walks a schema from its roots, and from `entries` (a subgraph's entities, which a gateway enters by their keys).
 * References whose coordinate is in `cut` lead nowhere.
 */
export function positionsOf(schema: GraphQLSchema, entries: readonly string[] = [], cut: ReadonlySet<string> = new Set()): Positions {
  const output = new Set<string>();
  const input = new Set<string>();
  const given = new Set<string>();
  const read: GraphQLNamedType[] = [];
  const sent: GraphQLNamedType[] = [];
  const reach = (seen: Set<string>, queue: GraphQLNamedType[], type: GraphQLNamedType | null | undefined): void => {
    if (!type || seen.has(type.name)) return;
    seen.add(type.name);
    queue.push(type);
  };
  const follow = (seen: Set<string>, queue: GraphQLNamedType[], coordinate: string, type: GraphQLNamedType): void => {
    if (!cut.has(coordinate)) reach(seen, queue, type);
  };

  const roots = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
    ...entries.map((name) => schema.getType(name)),
  ];
  for (const root of roots) reach(output, read, root);
  for (const directive of schema.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    for (const arg of directive.args) follow(input, sent, `@${directive.name}(${arg.name}:)`, getNamedType(arg.type));
  }
  for (let type = read.pop(); type; type = read.pop()) {
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) reach(output, read, possible);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    // A fragment may name any interface of what it stands in.
    for (const named of type.getInterfaces()) reach(output, read, named);
    for (const field of Object.values(type.getFields())) {
      const answer = getNamedType(field.type);
      given.add(answer.name);
      follow(output, read, `${type.name}.${field.name}`, answer);
      for (const arg of field.args) {
        if (!cut.has(`${type.name}.${field.name}`)) follow(input, sent, `${type.name}.${field.name}(${arg.name}:)`, getNamedType(arg.type));
      }
    }
  }
  for (let type = sent.pop(); type; type = sent.pop()) {
    if (!isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) follow(input, sent, `${type.name}.${field.name}`, getNamedType(field.type));
  }
  return { output, input, given };
}

/** Of every type, the coordinates in `cut` that led to it. */
export function cutReferences(schema: GraphQLSchema, cut: ReadonlySet<string>): Map<string, string[]> {
  const led = new Map<string, string[]>();
  const note = (coordinate: string, type: GraphQLType): void => {
    if (!cut.has(coordinate)) return;
    const { name } = getNamedType(type);
    const known = led.get(name);
    if (known) known.push(coordinate);
    else led.set(name, [coordinate]);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type) && !isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      note(coordinate, field.type);
      for (const arg of 'args' in field ? field.args : []) {
        note(cut.has(coordinate) ? coordinate : `${coordinate}(${arg.name}:)`, arg.type);
      }
    }
  }
  return led;
}
