import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type Source,
  visit,
} from 'graphql';
import type { Place } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { PlacedSource, placeOfNode } from './placed-source.ts';
import { parseJson } from './text-places.ts';

/** A parsed file of operations, before its operations are joined with the fragments that they use. */
export interface ParsedText {
  source: Source;
  operations: OperationDefinitionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Parses operations and fragments. InputProblem with file, line and column for what is neither. */
export function parseText(source: Source): ParsedText {
  const { definitions } = parsed(source);
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
    else if (node.kind !== Kind.FRAGMENT_DEFINITION)
      throw new InputProblem(`${at(node, source)}: operations and fragments stand here, and no definitions of a schema.`);
    else if (fragments.has(node.name.value)) throw new InputProblem(`${at(node, source)}: a second fragment is called ${node.name.value}.`);
    else fragments.set(node.name.value, node);
  }
  return { source, operations, fragments };
}

function parsed(source: Source): DocumentNode {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 1, column = 1 } = error.locations?.[0] ?? {};
    const place = source instanceof PlacedSource ? source.placeAt(error.positions?.[0] ?? 0) : { file: source.name, line, column };
    throw new InputProblem(`${written(place)}: ${error.message}`);
  }
}

export const written = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
const at = (node: ASTNode, { name }: Source): string => written(placeOfNode(node, { place: { file: name, line: 1, column: 1 } }));

/** An operation with the fragments that it uses: those of its own text first, then `others` (of the same client). */
export function documentOf(
  operation: OperationDefinitionNode,
  { source, fragments }: ParsedText,
  others: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: (spread) => {
        const name = spread.name.value;
        if (used.has(name)) return;
        const fragment = fragments.get(name) ?? others.get(name);
        if (!fragment) throw new InputProblem(`${at(spread, source)}: there is no fragment ${name} in this file or another of its client.`);
        used.set(name, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

/** Example variables: `# variables: {...}` before an operation or in it, for the first operation that ends behind it. */
export function variablesOf({ source, operations }: ParsedText): Map<OperationDefinitionNode, Record<string, unknown>> {
  const found = new Map<OperationDefinitionNode, Record<string, unknown>>();
  for (const [index, line] of source.body.split('\n').entries()) {
    const text = /^\s*# variables:(.*)$/.exec(line)?.[1];
    if (text === undefined) continue;
    const where = `${source.name}:${index + 1}`;
    const json = parseJson(text, source.name);
    if ('problem' in json || typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
      throw new InputProblem(`${where}:1: example variables are one JSON object on one line, such as # variables: {"first": 10}.`);
    const operation = operations.find(({ loc }) => (loc?.endToken.line ?? 0) > index) ?? operations.at(-1);
    if (!operation) continue;
    if (found.has(operation)) throw new InputProblem(`${where}:1: the operation has example variables already.`);
    found.set(operation, json.value as Record<string, unknown>);
  }
  return found;
}
