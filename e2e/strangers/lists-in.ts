import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const read = (name: string): string => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
const api = buildSchema(read('api'));

/** How many items the manual says that a list has, by `Type.field`. */
export function assumedSizes(sdl: string = read('supergraph')): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const node of parse(sdl, { noLocation: true }).definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of node.fields ?? []) {
      const given = directives.find((directive) => directive.name.value.endsWith('listSize'))?.arguments ?? [];
      const size = given.find((argument) => argument.name.value === 'assumedSize')?.value;
      if (size) sizes.set(`${node.name.value}.${name.value}`, Number(valueFromASTUntyped(size)));
    }
  }
  return sizes;
}

/** Every field that somebody who only reads can come to, as `Type.field`. What a change answers has as many as its input, and a problem too. */
export function readable(): Set<string> {
  const places = new Set<string>();
  const waiting = [api.getQueryType()];
  for (let type = waiting.pop(); type; type = waiting.pop())
    for (const field of Object.values(type.getFields())) {
      const place = `${type.name}.${field.name}`;
      if (places.has(place)) continue;
      places.add(place);
      const below = getNamedType(field.type);
      if (isObjectType(below)) waiting.push(below);
    }
  return places;
}

/** The fields that an operation selects, as `Type.field`. */
export function selectedBy(text: string): string[] {
  const places: string[] = [];
  const types = new TypeInfo(api);
  const enter = (): void => {
    const [type, field] = [types.getParentType(), types.getFieldDef()];
    if (type && field) places.push(`${type.name}.${field.name}`);
  };
  visit(parse(text), visitWithTypeInfo(types, { Field: { enter } }));
  return places;
}

export interface Listed {
  place: string;
  size: number;
}

/** The lists that an answer has, each with its length. The operation names the type of what may be of several, by `__typename`. */
export function listsIn(text: string, data: unknown): Listed[] {
  const document: DocumentNode = parse(text);
  const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const found: Listed[] = [];
  const walk = ({ selections }: SelectionSetNode, typeName: string, value: unknown): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk({ kind: Kind.SELECTION_SET, selections }, typeName, item));
    if (typeof value !== 'object' || value === null) return;
    const type = api.getType(typeName);
    const fields = new Map(Object.entries(value));
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? typeName;
        const own = fields.get('__typename');
        if (own === undefined || own === condition || isInterfaceType(api.getType(condition)))
          walk(selection.selectionSet, isInterfaceType(api.getType(condition)) ? condition : String(own ?? condition), value);
      } else if (selection.kind === Kind.FIELD && (isObjectType(type) || isInterfaceType(type))) {
        const field = type.getFields()[selection.name.value];
        const below = fields.get((selection.alias ?? selection.name).value);
        if (!field || below === undefined) continue;
        if (isListType(getNullableType(field.type)) && Array.isArray(below))
          found.push({ place: `${type.name}.${field.name}`, size: below.length });
        if (selection.selectionSet) walk(selection.selectionSet, getNamedType(field.type).name, below);
      }
    }
  };
  walk(operation.selectionSet, operation.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query', data);
  return found;
}
