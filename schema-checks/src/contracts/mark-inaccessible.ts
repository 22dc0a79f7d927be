import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type TypeDefinitionNode,
} from 'graphql';
import type { Hidden } from './filter.ts';
import { isType } from './supergraph-elements.ts';

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The supergraph with every hidden element marked @inaccessible, under the name that the supergraph has for it; linked if it is not yet. */
export function markInaccessible(document: DocumentNode, hidden: Hidden, known: string | undefined): DocumentNode {
  const name = known ?? 'inaccessible';
  const mark = marker(hidden, { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name }, arguments: [] });
  // What is inside a hidden type is hidden with it.
  const marked = document.definitions.map((node) =>
    !isType(node) ? node : hidden.has(node.name.value) ? mark(node.name.value, node) : markType(node, mark),
  );
  return { ...document, definitions: known === undefined ? withLink(marked) : marked };
}

type Mark = <T extends Directed>(coordinate: string, node: T) => T;

/** Adds the directive, unless it is there already. */
const marker =
  (hidden: Hidden, directive: ConstDirectiveNode): Mark =>
  (coordinate, node) => {
    const directives = node.directives ?? [];
    if (!hidden.has(coordinate) || directives.some(({ name }) => name.value === directive.name.value)) return node;
    return { ...node, directives: [...directives, directive] };
  };

function markType(node: TypeDefinitionNode, mark: Mark): TypeDefinitionNode {
  const name = node.name.value;
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return mark(name, { ...node, fields: (node.fields ?? []).map((field) => markField(name, field, mark)) });
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return mark(name, { ...node, fields: (node.fields ?? []).map((field) => mark(`${name}.${field.name.value}`, field)) });
    case Kind.ENUM_TYPE_DEFINITION:
      return mark<EnumTypeDefinitionNode>(name, {
        ...node,
        values: (node.values ?? []).map((value) => mark(`${name}.${value.name.value}`, value)),
      });
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return mark(name, node);
  }
}

function markField(parent: string, field: FieldDefinitionNode, mark: Mark): FieldDefinitionNode {
  const coordinate = `${parent}.${field.name.value}`;
  return mark(coordinate, { ...field, arguments: (field.arguments ?? []).map((arg) => mark(`${coordinate}(${arg.name.value}:)`, arg)) });
}

const definition =
  'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION';
const link = '@link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)';

/** The definitions with the feature linked, as composition does for a supergraph that uses it. */
function withLink(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const [directive, schema] = parse(`${definition} extend schema ${link}`, { noLocation: true }).definitions;
  const links = schema?.kind === Kind.SCHEMA_EXTENSION ? (schema.directives ?? []) : [];
  const linked = definitions.map(
    (node): DefinitionNode =>
      node.kind === Kind.SCHEMA_DEFINITION ? { ...node, directives: [...(node.directives ?? []), ...links] } : node,
  );
  const first = linked.findIndex(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);
  return linked.toSpliced(Math.max(first, 0), 0, ...(directive ? [directive] : []));
}
