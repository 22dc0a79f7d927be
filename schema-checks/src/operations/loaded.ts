import type { FragmentDefinitionNode, Source } from 'graphql';
import { print } from 'graphql';
import type { KnownOperation } from '../model.ts';
import { sha256, signatureOf } from './hashes.ts';
import { placeOfNode } from './placed-source.ts';
import { documentOf, type ParsedText, variablesOf } from './split-document.ts';

/** A committed operation, and what usage records may call it. */
export interface Loaded {
  operation: KnownOperation;
  /** Hashes of its text as a client may send or register it. */
  hashes: readonly string[];
  signature: string;
  /** Whether its client sends this one operation under one name: true for files, false for manifests, which keep old versions. */
  named: boolean;
}

export interface Sender {
  client: string;
  target: KnownOperation['target'];
}

const noFragments: ReadonlyMap<string, FragmentDefinitionNode> = new Map();

/** The operations of one text. `registered` is the hash that a manifest calls it by. */
export function loadText(
  text: ParsedText,
  { client, target }: Sender,
  { others = noFragments, registered }: { others?: ReadonlyMap<string, FragmentDefinitionNode>; registered?: string } = {},
): Loaded[] {
  const { source, operations } = text;
  const examples = variablesOf(text);
  return operations.map((node) => {
    const document = documentOf(node, text, others);
    const { name, text: own, hash } = identityOf(document, source, operations.length === 1);
    const variables = examples.get(node);
    const operation: KnownOperation = {
      name,
      client,
      target,
      hash,
      text: own,
      document,
      place: placeOfNode(node, { place: { file: source.name, line: 1, column: 1 } }),
      ...(variables && { variables }),
    };
    const hashes = [hash, sha256(source.body), sha256(source.body.trim()), sha256(print(document))];
    if (registered !== undefined) hashes.push(registered);
    return { operation, hashes: [...new Set(hashes)], signature: signatureOf(document), named: registered === undefined };
  });
}

/** A file that holds one operation is its text as it stands; of several, each has its own part and the fragments that it uses. */
function identityOf(document: KnownOperation['document'], source: Source, alone: boolean) {
  const foreign = document.definitions.some(({ loc }) => loc?.source !== source);
  const parts = document.definitions.map((node) => node.loc?.source.body.slice(node.loc.start, node.loc.end) ?? print(node));
  const text = alone && !foreign ? source.body : parts.join('\n\n');
  const hash = sha256(text);
  const [operation] = document.definitions;
  const name = operation && 'name' in operation ? operation.name?.value : undefined;
  return { text, hash, name: name ?? `anonymous ${hash.slice(0, 8)}` };
}
