import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  visit,
} from 'graphql';
import type { Elements } from '../elements.ts';
import { applied, type Room } from '../landscape.ts';

const schemas = new WeakMap<Elements, GraphQLSchema>();

/** What the subgraph's own server offers, without federation's machinery: for those that call it directly. */
export function schemaOf({ elements }: Room): GraphQLSchema {
  const known = schemas.get(elements);
  if (known) return known;
  const document = withMissingScalars(asDefinitions(plainDocument(elements)));
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  schemas.set(elements, schema);
  return schema;
}

/** Types that a gateway enters by a key. */
export const entitiesOf = (room: Room): string[] =>
  [...room.elements.all.values()].filter((element) => applied(room, element, 'key').length > 0).map(({ coordinate }) => coordinate);

/** Root types by their usual names; nothing that a linked specification defines. */
function plainDocument({ document, links, roots }: Elements): DocumentNode {
  const own = document.definitions.filter(
    (node) =>
      node.kind !== Kind.SCHEMA_EXTENSION &&
      node.kind !== Kind.SCHEMA_DEFINITION &&
      !(node.kind === Kind.DIRECTIVE_DEFINITION && links.canonical(node.name.value) !== undefined) &&
      !('name' in node && node.name && machinery.test(node.name.value)),
  );
  const plain: DocumentNode = { ...document, definitions: own };
  if (roots.size === 0) return plain;
  return visit(plain, { Name: (node) => (roots.has(node.value) ? { ...node, value: roots.get(node.value) ?? '' } : undefined) });
}

const machinery = /^(?:_Any|_Entity|_Service|_FieldSet|FieldSet|(?:federation|link|core|join)__\w+)$/;

/** Extensions of types that are defined elsewhere become their definition here. */
function asDefinitions(document: DocumentNode): DocumentNode {
  const defined = new Set(document.definitions.filter(isTypeDefinitionNode).map(({ name }) => name.value));
  const definitions = document.definitions.map((node): DefinitionNode => {
    if (!isTypeExtensionNode(node) || defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return { ...node, kind: definitionOf[node.kind] } as TypeDefinitionNode;
  });
  return { ...document, definitions };
}

const definitionOf: Record<TypeExtensionNode['kind'], TypeDefinitionNode['kind']> = {
  [Kind.SCALAR_TYPE_EXTENSION]: Kind.SCALAR_TYPE_DEFINITION,
  [Kind.OBJECT_TYPE_EXTENSION]: Kind.OBJECT_TYPE_DEFINITION,
  [Kind.INTERFACE_TYPE_EXTENSION]: Kind.INTERFACE_TYPE_DEFINITION,
  [Kind.UNION_TYPE_EXTENSION]: Kind.UNION_TYPE_DEFINITION,
  [Kind.ENUM_TYPE_EXTENSION]: Kind.ENUM_TYPE_DEFINITION,
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: Kind.INPUT_OBJECT_TYPE_DEFINITION,
};

/** What is referred to and not defined comes from a specification. */
function withMissingScalars(document: DocumentNode): DocumentNode {
  const defined = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
  for (const node of document.definitions) if (isTypeDefinitionNode(node)) defined.add(node.name.value);
  const missing = new Set<string>();
  visit(document, {
    NamedType: ({ name }) => {
      if (!defined.has(name.value)) missing.add(name.value);
    },
  });
  const scalars = [...missing].map((value): DefinitionNode => ({ kind: Kind.SCALAR_TYPE_DEFINITION, name: { kind: Kind.NAME, value } }));
  return { ...document, definitions: [...document.definitions, ...scalars] };
}
