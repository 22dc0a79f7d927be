import type { CodegenConfig } from '@graphql-codegen/cli';

// A leading `#` must be escaped, or codegen reads it as its own separator between path and type.
const subpath = (reference: string) => (reference.startsWith('#') ? `\\${reference}` : reference);

/** Codegen settings of one room; `mappers` name the TypeScript type behind a GraphQL type: `{ Product: '#product#Product' }`. */
export function roomCodegen(room: string, mappers: Record<string, string> = {}): CodegenConfig {
  const aliased = Object.entries(mappers).map(([type, reference]) => [type, `${subpath(reference)} as ${type}Source`]);
  return {
    schema: `${room}.graphql`,
    generates: {
      'src/generated/resolvers.ts': {
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
    silent: true,
  };
}
