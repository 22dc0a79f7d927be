import type { CodegenConfig } from '@graphql-codegen/cli';

const schema = '../../schema/api.graphql';

export default {
  schema,
  generates: {
    'src/generated/': {
      documents: ['../../schema/operations/storefront/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // As they are on the wire: exact, and never a number that is rounded.
        scalars: { DateTime: 'string', Decimal: 'string', ID: 'string' },
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
    'src/generated/schema.ts': { plugins: ['./codegen.schema.ts'] },
  },
} satisfies CodegenConfig;
