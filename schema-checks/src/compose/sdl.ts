import { type ASTNode, type DocumentNode, GraphQLError, Kind, parse, Source } from 'graphql';
import type { Place, SubgraphSource } from '../model.ts';
import { InputProblem } from '../problem.ts';

type Sdl = Pick<SubgraphSource, 'sdl' | 'file'>;

const documents = new WeakMap<Sdl, DocumentNode>();
const indexes = new WeakMap<Sdl, ReadonlyMap<string, Place>>();

/** A subgraph's SDL, parsed once. InputProblem names the place when it is no GraphQL. */
export function parsedSdl(source: Sdl): DocumentNode {
  const known = documents.get(source);
  if (known) return known;
  try {
    const document = parse(new Source(source.sdl, source.file));
    documents.set(source, document);
    return document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 1, column = 1 } = error.locations?.[0] ?? {};
    throw new InputProblem(`${source.file}:${line}:${column}: ${error.message}`);
  }
}

/** Where each schema coordinate stands in a subgraph's SDL, found once: `Type`, `Type.field`, `Type.field(arg:)`, `@directive`, `@directive(arg:)`. */
export function placesOf(source: Sdl): ReadonlyMap<string, Place> {
  const known = indexes.get(source);
  if (known) return known;
  const index = new Map<string, Place>();
  const note = (coordinate: string, node: ASTNode) => {
    // What is defined comes before what extends it only by chance; the first is as good as any.
    const place = placeOf(node);
    if (place && !index.has(coordinate)) index.set(coordinate, place);
  };
  for (const definition of parsedSdl(source).definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const name = definition.kind === Kind.DIRECTIVE_DEFINITION ? `@${definition.name.value}` : definition.name.value;
    note(name, definition);
    const args = 'arguments' in definition ? (definition.arguments ?? []) : [];
    for (const arg of args) note(`${name}(${arg.name.value}:)`, arg);
    const values = 'values' in definition ? (definition.values ?? []) : [];
    for (const value of values) note(`${name}.${value.name.value}`, value);
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    for (const field of fields) {
      note(`${name}.${field.name.value}`, field);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const arg of field.arguments ?? []) note(`${name}.${field.name.value}(${arg.name.value}:)`, arg);
    }
  }
  indexes.set(source, index);
  return index;
}

/** Where a node's name stands: a description before it is not what a reader looks for. */
export function placeOf(node: ASTNode): Place | undefined {
  const { loc } = 'name' in node && node.name ? node.name : node;
  return loc && { file: loc.source.name, line: loc.startToken.line, column: loc.startToken.column };
}
