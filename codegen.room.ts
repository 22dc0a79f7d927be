import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { eventTypes } from './codegen.events.ts';

// A leading `#` must be escaped, or codegen reads it as its own separator between path and type.
const subpath = (reference: string) => (reference.startsWith('#') ? `\\${reference}` : reference);

const root = import.meta.dirname;

interface Project {
  subgraphs: { name: string; sdl: string }[];
}

/** Codegen settings of one room; `mappers` name the TypeScript type behind a GraphQL type: `{ Product: '#product#Product' }`. */
export function roomCodegen(room: string, mappers: Record<string, string> = {}): CodegenConfig {
  const aliased = Object.entries(mappers).map(([type, reference]) => [type, `${subpath(reference)} as ${type}Source`]);
  return {
    generates: {
      ...remoteTypes(room),
      ...eventTypes(room),
      'src/generated/resolvers.ts': {
        schema: `${room}.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          contextType: subpath('#context#RoomContext'),
          mappers: Object.fromEntries(aliased),
          scalars: {
            DateTime: { input: 'Date', output: 'Date | string' },
            Decimal: { input: 'string', output: 'string' },
            MinorUnits: { input: 'bigint', output: 'bigint' },
          },
          maybeValue: 'T | null | undefined',
          inputMaybeValue: 'T | null | undefined',
          enumsAsTypes: true,
          importExtension: '.ts',
          emitLegacyCommonJSImports: false,
          useTypeImports: true,
        },
      },
    },
  };
}

/** `#generated/remotes/<room>` for each document in `src/remotes/`: the types of its verbs. */
const remoteTypes = (room: string): CodegenConfig['generates'] =>
  Object.fromEntries(
    remoteDocuments(room).map(({ target, document, sdl }) => [
      `src/generated/remotes/${target}.ts`,
      remoteOutput(join(root, sdl), join(root, document)),
    ]),
  );

/** The documents of a room, each with the room that it is named after and that room's SDL; paths from the root. */
export function remoteDocuments(room: string): { target: string; document: string; sdl: string }[] {
  const { subgraphs } = JSON.parse(readFileSync(join(root, 'schema.config.json'), 'utf8')) as Project;
  const documents = globSync(`subgraphs/${room}/src/remotes/*.graphql`, { cwd: root }).sort();
  return documents.map((document) => {
    const target = basename(document, '.graphql');
    const sdl = subgraphs.find(({ name }) => name === target)?.sdl;
    if (!sdl) throw new Error(`${document} is named after no subgraph of schema.config.json`);
    return { target, document, sdl };
  });
}

/** Settings for one document, both as paths or as text; what kit/remote-verbs makes of an answer is what they type. */
export const remoteOutput = (sdl: string, document: string) => ({
  schema: sdl,
  documents: document,
  plugins: ['typescript-operations', join(root, 'codegen.remotes.ts')],
  config: {
    federation: true,
    scalars: { ID: 'string', DateTime: 'Date', Decimal: 'string', MinorUnits: 'bigint' },
    defaultScalarType: 'unknown',
    namingConvention: 'keep',
    arrayInputCoercion: false,
    // A command says everything: null where there is nothing.
    avoidOptionals: { inputValue: true, variableValue: true },
    inputMaybeValue: 'T | null',
    maybeValue: 'T | null',
  },
});
