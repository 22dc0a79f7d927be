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
  kind: 'unchanged' | 'leaf' | 'renamed' | 'enum' | 'nullable';
  /** Such as "OrdersReserveStock without outcomes shortages sku". */
  change: string;
  document: string;
  sdl: string;
}

/** Each selected leaf deleted, each operation renamed, each enum that is read grown by a value, and each amount that may be null, one at a time. */
export const variantsOf = (document: string, sdl: string): Variant[] => [
  ...withoutLeaves(parse(document)).map((change) => ({ kind: 'leaf' as const, ...change, sdl })),
  ...renamed(parse(document)).map((change) => ({ kind: 'renamed' as const, ...change, sdl })),
  ...readEnums(document, sdl).map((name) => ({
    kind: 'enum' as const,
    change: `a new value of ${name}`,
    document,
    sdl: `${sdl}\nextend enum ${name} {\n  SOMETHING_NEW\n}\n`,
  })),
  ...readAmounts(document, sdl).map((field) => ({
    kind: 'nullable' as const,
    change: `${field} may be null`,
    document,
    sdl: withNullable(sdl, field),
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

const readEnums = (document: string, sdl: string): string[] =>
  lookInto(document, sdl, (types) => {
    const type = getNamedType(types.getType());
    return isEnumType(type) ? type.name : undefined;
  });

/** As `PricingFrozenQuote.totalMinor`; of what else may be null, a state that nobody waits for is made. */
const readAmounts = (document: string, sdl: string): string[] =>
  lookInto(document, sdl, (types) => {
    const [type, field] = [types.getParentType(), types.getFieldDef()];
    return type && field && String(field.type) === 'MinorUnits!' ? `${type.name}.${field.name}` : undefined;
  });

function lookInto(document: string, sdl: string, look: (types: TypeInfo) => string | undefined): string[] {
  const types = new TypeInfo(buildASTSchema(parse(sdl), { assumeValidSDL: true, assumeValid: true }));
  const found = new Set<string>();
  const note = (): void => {
    const name = look(types);
    if (name !== undefined) found.add(name);
  };
  visit(parse(document), visitWithTypeInfo(types, { Field: note }));
  return [...found].sort();
}

function withNullable(sdl: string, field: string): string {
  const [type, name] = field.split('.');
  const elsewhere = (node: { name: { value: string } }): false | undefined => (node.name.value === type ? undefined : false);
  const changed = visit(parse(sdl), {
    ObjectTypeDefinition: elsewhere,
    FieldDefinition: (one) =>
      one.name.value === name && one.type.kind === Kind.NON_NULL_TYPE ? { ...one, type: one.type.type } : undefined,
  });
  return print(changed);
}
