import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedScalarTypes,
  visit,
} from 'graphql';
import { parsedSdl } from '../compose/sdl.ts';
import type { Composition, KnownOperation, SubgraphSource } from '../model.ts';

/** What operations are sent to: `undefined` where a snapshot does not say (an API alone), `gone` where there is no such subgraph. */
export type Target = GraphQLSchema | 'gone' | undefined;

/** The schemas of one composition that operations are validated against, each built once. */
export function targetsOf({ api, snapshot }: Composition): (target: KnownOperation['target']) => Target {
  const built = new Map<string, Target>();
  return (target) => {
    if (target.kind === 'api') return api;
    if (snapshot.subgraphs.length === 0) return undefined;
    const { subgraph } = target;
    if (!built.has(subgraph)) {
      const source = snapshot.subgraphs.find(({ name }) => name === subgraph);
      built.set(subgraph, source ? subgraphSchema(source) : 'gone');
    }
    return built.get(subgraph);
  };
}

/**
 * A subgraph's SDL as a schema that answers operations: federation's directives stay undefined (composition checks them), a type that
 * is only extended is one, and what every subgraph answers to a gateway is there.
 */
export function subgraphSchema(source: SubgraphSource): GraphQLSchema {
  const definitions = parsedSdl(source).definitions.filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION);
  const defined = new Set<string>();
  for (const node of definitions) if ('name' in node && node.name && !node.kind.endsWith('Extension')) defined.add(node.name.value);
  const whole = definitions.map((node): DefinitionNode => {
    if (!('name' in node) || !node.name || !node.kind.endsWith('Extension') || defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return { ...node, kind: node.kind.replace('Extension', 'Definition') } as DefinitionNode;
  });
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...whole, ...answersToGateways(whole, defined)] };
  return buildASTSchema({ ...document, definitions: [...document.definitions, ...undefinedScalars(document, defined)] }, noChecks);
}

const noChecks = { assumeValid: true, assumeValidSDL: true };

function answersToGateways(definitions: readonly DefinitionNode[], defined: Set<string>): readonly DefinitionNode[] {
  const query = rootName(definitions);
  const entities = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.directives?.some(({ name }) => name.value === 'key') ? node.name.value : [],
  );
  const union = entities.length > 0 && !defined.has('_Entity') ? `union _Entity = ${[...new Set(entities)].join(' | ')} scalar _Any` : '';
  const fields = union === '' ? '_service: _Service!' : '_service: _Service! _entities(representations: [_Any!]!): [_Entity]!';
  if (defined.has('_Service')) return [];
  for (const name of ['_Service', '_Entity', '_Any']) defined.add(name);
  const extend = defined.has(query) ? 'extend' : '';
  return parse(`type _Service { sdl: String } ${union} ${extend} type ${query} { ${fields} }`).definitions;
}

function rootName(definitions: readonly DefinitionNode[]): string {
  for (const node of definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    const root = node.operationTypes?.find(({ operation }) => operation === 'query');
    if (root) return root.type.name.value;
  }
  return 'Query';
}

/** Types of other specifications (`@link`) are named in an SDL without being defined in it. */
function undefinedScalars(document: DocumentNode, defined: ReadonlySet<string>): DefinitionNode[] {
  const missing = new Set<string>();
  visit(document, {
    NamedType: ({ name }) => {
      if (!defined.has(name.value) && !specifiedScalarTypes.some((type) => type.name === name.value)) missing.add(name.value);
    },
  });
  return [...missing].map((name) => ({ kind: Kind.SCALAR_TYPE_DEFINITION, name: { kind: Kind.NAME, value: name } }));
}
