import { createHash } from 'node:crypto';
import { Kind, parse } from 'graphql';
import { vi } from 'vitest';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import type { Composition, KnownOperation } from '../model.ts';

// Composing takes a tenth of a second on a quiet machine; on a busy one no test is to fail by its clock.
vi.setConfig({ testTimeout: 60_000 });

const imports =
  '["@key", "@shareable", "@inaccessible", "@requires", "@provides", "@external", "@override", "@interfaceObject", "@tag", "@context", "@fromContext"]';
const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${imports})`;

/** Subgraphs by name, their SDL without the link to federation, composed; the first line of each file is that link. */
export function composed(subgraphs: Record<string, string>): Composition {
  const result = composeSnapshot({
    label: 'test',
    subgraphs: Object.entries(subgraphs)
      .map(([name, sdl]) => ({ name, url: `http://${name}`, file: `${name}.graphql`, sdl: `${head}\n${sdl}` }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  });
  if (result.kind === 'refused') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.composition;
}

/** An operation for the API that a client is known to send. */
export function operation(text: string, client = 'shop'): KnownOperation {
  const document = parse(text);
  const name = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? (node.name?.value ?? '') : []))[0] ?? '';
  const hash = createHash('sha256').update(text).digest('hex');
  return { name, client, target: { kind: 'api' }, hash, text, document, place: { file: `${name}.graphql`, line: 1, column: 1 } };
}
