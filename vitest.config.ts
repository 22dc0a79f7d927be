import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Vite takes graphql's index.mjs while Apollo requires its index.js: two realms, and "expected GraphQLSchema to be an instance of GraphQLSchema".
const oneGraphql = { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') };
const globalSetup = './kit/testing/global-setup.ts';
const exclude = ['**/node_modules/**'];

// What measures, or waits by a clock for what a busy machine would be late with: nothing else runs beside these. All other files of this kind run two at once.
const alone = [
  'e2e/carts/unbuyable.e2e.ts',
  'e2e/failover/failover.e2e.ts',
  'e2e/growth/bytes.e2e.ts',
  'e2e/oversell/rush.e2e.ts',
  'e2e/processes/nats.e2e.ts',
  'e2e/silence/silent-database.e2e.ts',
  'e2e/silence/wires.e2e.ts',
  'e2e/statements/statements.e2e.ts',
  'stack/src/start.e2e.ts',
];

/** Half a minute and more, the longest first: begun last, one of them would leave the second processor with nothing to do. */
const long = [
  'e2e/faults/faults.e2e.ts',
  'e2e/crash/failpoints.e2e.ts',
  'subgraphs/orders/simulation/planted-bugs.test.ts',
  'e2e/crash/kills.e2e.ts',
  'e2e/new-room/new-room.e2e.ts',
  'e2e/crash/crash.e2e.ts',
  'e2e/staff/first-administrator.e2e.ts',
  'bench/src/main.e2e.ts',
  'e2e/backup/given-server.e2e.ts',
  'schema-checks/src/cases/cases.test.ts',
  'bench/src/against/compare.e2e.ts',
  'e2e/backup/backup.e2e.ts',
  'stack/src/stop-with-parent.e2e.ts',
  'gateway/src/memory.test.ts',
  'e2e/strangers/memory.e2e.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = long.findIndex((file) => moduleId.endsWith(`/${file}`));
      return found < 0 ? long.length : found;
    };
    const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => group(one) - group(other) || place(one) - place(other));
  }
}

const stack = {
  globalSetup,
  // What is left is counted by these tests, as staff would.
  env: { STOCK_SHOWN_AT_MOST: '1000000' },
  // As `npm start` runs it.
  execArgv: ['--import', './kit/preflight.js'],
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  resolve: { alias: [oneGraphql] },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is waited for comes at once, but for a machine that does other things: its default is a second.
    expect: { poll: { timeout: 15_000 } },
    coverage: {
      provider: 'v8',
      include: ['{kit,postgres,gateway,schema-checks,drizzle,stack}/src/**/*.ts', 'subgraphs/*/src/**/*.ts'],
      exclude: ['**/generated/**'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'db', include: ['**/*.db.test.ts'], exclude, globalSetup, testTimeout: 20_000, hookTimeout: 60_000 } },
      {
        extends: true,
        test: { ...stack, name: 'e2e', include: ['**/*.e2e.ts'], exclude: [...exclude, ...alone], sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { ...stack, name: 'e2e-alone', include: alone, exclude, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
