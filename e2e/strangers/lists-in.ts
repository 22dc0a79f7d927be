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
  valueFromASTUntyped,
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
      } else if (selection.kind === Kind.FIELD && selection.selectionSet && (isObjectType(type) || isInterfaceType(type))) {
        const field = type.getFields()[selection.name.value];
        const below = fields.get((selection.alias ?? selection.name).value);
        if (!field || below === undefined) continue;
        if (isListType(getNullableType(field.type)) && Array.isArray(below))
          found.push({ place: `${type.name}.${field.name}`, size: below.length });
        walk(selection.selectionSet, getNamedType(field.type).name, below);
      }
    }
  };
  walk(operation.selectionSet, operation.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query', data);
  return found;
}
