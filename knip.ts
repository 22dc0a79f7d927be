import type { KnipConfig } from 'knip';

const program = { entry: ['src/main.ts'], project: ['**/*.ts'] };

export default {
  // While rooms are being built their declared dependencies may wait for their first use.
  rules: { dependencies: 'warn', devDependencies: 'warn', exports: 'warn', types: 'warn', files: 'warn' },
  ignoreExportsUsedInFile: true,
  workspaces: {
    '.': { entry: ['.ci/*.{js,mjs,ts}', 'codegen.room.ts'], project: ['*.ts', '.ci/*'] },
    kit: { entry: ['src/*.ts', 'src/testing/*.ts'], project: ['src/**/*.ts'] },
    gateway: { entry: ['src/main.ts', 'src/server.ts'], project: ['**/*.ts'] },
    schema: { entry: ['src/*.ts'], project: ['**/*.ts'] },
    drizzle: { entry: ['src/*.ts'], project: ['**/*.ts'] },
    'subgraphs/*': {
      entry: ['src/main.ts', 'src/server.ts', 'codegen.ts'],
      project: ['**/*.ts', '!src/generated/**'],
    },
    stack: { entry: ['src/{main,reset,status,doctor}.ts'], project: ['**/*.ts'] },
    e2e: { project: ['**/*.ts'] },
    bench: program,
  },
} satisfies KnipConfig;
