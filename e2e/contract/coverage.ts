import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

export interface Coverage {
  /** The operation with the names of types asked for everywhere, so that its answer says what it is. */
  prepare(operation: string): string;
  /** Notes which fields of which types were answered with something. */
  note(operation: string, data: unknown): void;
  /** Fields of the API that nothing was seen of, such as "Order.number". */
  missing(): string[];
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Counts what answers held: a field that was always null or never asked for stays missing. */
export function createCoverage(api: GraphQLSchema): Coverage {
  const seen = new Set<string>();
  const note = (type: string, field: string): void => {
    seen.add(`${type}.${field}`);
    const named = api.getType(type);
    if (isObjectType(named)) for (const { name } of named.getInterfaces()) seen.add(`${name}.${field}`);
  };
  const applies = (condition: string | undefined, type: string): boolean => {
    if (condition === undefined || condition === type) return true;
    const [named, abstract] = [api.getType(type), api.getType(condition)];
    return isObjectType(named) && isAbstractType(abstract) && api.isSubType(abstract, named);
  };
  const walk = (set: SelectionSetNode, data: unknown, fragments: ReadonlyMap<string, FragmentDefinitionNode>): void => {
    if (Array.isArray(data)) return data.forEach((one) => walk(set, one, fragments));
    if (typeof data !== 'object' || data === null) return;
    const values = data as Record<string, unknown>;
    const type = String(values['__typename']);
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const value = values[selection.alias?.value ?? selection.name.value];
        if (value === null || value === undefined) continue;
        if (!selection.name.value.startsWith('__')) note(type, selection.name.value);
        if (selection.selectionSet) walk(selection.selectionSet, value, fragments);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, type)) walk(fragment.selectionSet, data, fragments);
    }
  };
  return {
    prepare: (operation) =>
      print(visit(parse(operation), { SelectionSet: (set) => ({ ...set, selections: [typename, ...set.selections] }) })),
    note: (operation, data) => {
      const { definitions } = parse(operation);
      const fragments = new Map(definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]));
      for (const one of definitions) if (one.kind === Kind.OPERATION_DEFINITION) walk(one.selectionSet, data, fragments);
    },
    missing: () =>
      Object.values(api.getTypeMap())
        .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
        .flatMap((type) =>
          Object.keys(isObjectType(type) || isInterfaceType(type) ? type.getFields() : {}).map((field) => `${type.name}.${field}`),
        )
        .filter((coordinate) => !seen.has(coordinate)),
  };
}
