import {
  buildASTSchema,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  isEnumType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A document between rooms after one change to it, or to the SDL of the room that it calls. */
export interface Variant {
  kind: 'unchanged' | 'leaf' | 'renamed' | 'enum';
  /** Such as "OrdersReserveStock without outcomes shortages sku". */
  change: string;
  document: string;
  sdl: string;
}

/** Each selected leaf deleted, each operation renamed, and each enum that is read grown by a value, one at a time. */
export const variantsOf = (document: string, sdl: string): Variant[] => [
  ...withoutLeaves(parse(document)).map((change) => ({ kind: 'leaf' as const, ...change, sdl })),
  ...renamed(parse(document)).map((change) => ({ kind: 'renamed' as const, ...change, sdl })),
  ...readEnums(document, sdl).map((name) => ({
    kind: 'enum' as const,
    change: `a new value of ${name}`,
    document,
    sdl: `${sdl}\nextend enum ${name} {\n  SOMETHING_NEW\n}\n`,
  })),
];

type Change = Pick<Variant, 'change' | 'document'>;

function withoutLeaves(document: DocumentNode): Change[] {
  const leaves: { leaf: FieldNode; change: string }[] = [];
  const path: string[] = [];
  visit(document, {
    OperationDefinition: ({ name }) => {
      path.splice(0, path.length, `${name?.value} without`);
    },
    Field: {
      enter: (field) => {
        path.push(field.alias?.value ?? field.name.value);
        if (!field.selectionSet) leaves.push({ leaf: field, change: path.join(' ') });
      },
      leave: () => {
        path.pop();
      },
    },
  });
  // Something must be selected: `__typename` is no field of the outcome.
  const nothing: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return leaves.map(({ leaf, change }) => {
    const rest = visit(document, {
      SelectionSet: (set) => {
        if (!set.selections.includes(leaf)) return undefined;
        const others = set.selections.filter((one) => one !== leaf);
        return { ...set, selections: others.length > 0 ? others : [nothing] };
      },
    });
    return { change, document: print(rest) };
  });
}

const renamed = (document: DocumentNode): Change[] =>
  document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) return [];
    const other = { ...definition, name: { ...definition.name, value: `${definition.name.value}Again` } };
    const definitions = document.definitions.map((one) => (one === definition ? other : one));
    return [{ change: `${definition.name.value} under another name`, document: print({ ...document, definitions }) }];
  });

function readEnums(document: string, sdl: string): string[] {
  const types = new TypeInfo(buildASTSchema(parse(sdl), { assumeValidSDL: true, assumeValid: true }));
  const found = new Set<string>();
  const look = (): void => {
    const type = getNamedType(types.getType());
    if (isEnumType(type)) found.add(type.name);
  };
  visit(parse(document), visitWithTypeInfo(types, { Field: look }));
  return [...found].sort();
}
