import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesOfLayer, gatewayLayers } from './gateway-layers.ts';

/** Files of `from` import nothing of `to`: not by path, package or `#`, not as a type, not later by `import()`. */
export interface ImportRule {
  name: string;
  from: string[];
  butFrom?: string[];
  to: string[];
  butTo?: string[];
  /** Types are let through where they say nothing of how the thing is done. */
  types?: 'allowed';
}

// A file is what it is by its place or its suffix; all are paths from the root, packages are `npm:<name>` and `node:<name>`.

const rooms = readdirSync(join(import.meta.dirname, '../subgraphs')).map((room) => `subgraphs/${room}`);
export const tests = ['**/*.{test,e2e,bench}.{ts,tsx}', '**/{testing,simulation}/**'];
export const rules = ['subgraphs/*/src/**/rules/**'];
const stores = ['subgraphs/*/src/**/*-store.{ts,tsx}'];
const tables = ['subgraphs/*/src/**/tables.ts'];
const resolvers = ['subgraphs/*/src/resolvers/**', 'subgraphs/*/src/context.ts'];
const wiring = ['subgraphs/*/src/{main,server}.ts'];
/** What speaks to PostgreSQL for every room: the pool, outbox and inbox, leases, and what the doctor asks of them. */
export const databaseOfKit = [
  'kit/src/{db,event-history-store,event-retention-store,retention-store,database-outage,pulse,silence,room-database,room-figures,outbox,outbox-tables,numbered-events,sequence-check,lease-columns,lease-store,personal-data-store}.ts',
];
const drivers = ['npm:pg', 'npm:pg/**', 'npm:drizzle-orm', 'npm:drizzle-orm/**', 'npm:postgres', 'npm:postgres/**'];
/** Of a server that somebody gives it for counting, and of nothing else (decision 0046). */
const sharedBuckets = 'gateway/src/buckets/postgres-store.ts';
const laboratory = ['**/{testing,simulation}/**', 'npm:vitest', 'npm:vitest/**', 'npm:fast-check'];
const workspaces = ['{kit,postgres,drizzle,gateway,schema,schema-checks,stack,e2e,bench,clients}/**', 'subgraphs/**'];
// Without clock, dice, network and database. (That kit/ids also draws ids, and the globals, are the linter's: oxlint.config.ts.)
const pureKit = ['kit/src/{money,problems,country,ids,errors}.ts', 'kit/src/people/**'];

/** What is above in the house; each workspace may import those that are named. */
const house: [workspace: string, may: string[]][] = [
  ['kit', []],
  ['postgres', ['kit']],
  ['drizzle', []],
  // What others install knows the API and nothing of us.
  ['clients/apollo', []],
  ['schema-checks', []],
  ['gateway', ['kit']],
  ['stack', ['kit', 'postgres', 'drizzle', 'gateway', ...rooms]],
  ...rooms.map((room): [string, string[]] => [room, ['kit']]),
];

export const importRules: ImportRule[] = [
  ...house.map(([workspace, may]) => ({
    name: `${workspace} imports of the workspaces only ${may.length > 0 ? may.join(', ') : 'itself'}`,
    from: [`${workspace}/**`],
    // A room that starts alone migrates its own database; tests run on databases that are made for them.
    butFrom: [
      ...(workspace.startsWith('subgraphs/') ? [`${workspace}/src/main.ts`] : []),
      ...(workspace === 'kit' ? ['kit/testing/**'] : []),
    ],
    to: workspaces,
    butTo: [workspace, ...may].map((one) => `${one}/**`),
  })),
  {
    name: 'a main imports kit and the migrator only',
    from: ['subgraphs/*/src/main.ts'],
    to: workspaces,
    butTo: ['kit/**', 'drizzle/**', 'subgraphs/*/src/**'],
  },
  {
    name: 'nobody goes deeper into a room than its server',
    from: ['{stack,e2e,bench,docs,.ci}/**'],
    to: ['subgraphs/**'],
    butTo: ['subgraphs/*/src/server.ts'],
  },
  { name: 'nobody imports e2e or bench', from: ['stack/**', '{docs,.ci}/**'], to: ['{e2e,bench}/**'] },
  {
    name: 'product code knows no test, no simulation and no testing',
    from: ['{kit,gateway,postgres,drizzle,stack}/src/**', 'subgraphs/*/src/**'],
    butFrom: tests,
    to: [...laboratory, '**/*.{test,e2e,bench}.{ts,tsx}'],
  },
  {
    name: 'a rule imports rules and the pure part of kit',
    from: rules,
    butFrom: tests,
    to: ['**', 'npm:**', 'node:**'],
    butTo: [...rules, ...pureKit],
    types: 'allowed',
  },
  {
    name: 'a rule knows data, not where it is kept or who asks for it: types of rules, remotes, generated and kit only',
    from: rules,
    butFrom: tests,
    to: ['**', 'npm:**', 'node:**'],
    butTo: [...rules, ...pureKit, 'subgraphs/*/src/{remotes,generated}/**', 'kit/src/{caller,cursor,event}.ts'],
  },
  {
    name: 'pg and drizzle are for stores, tables and the database modules of kit',
    from: ['{kit,gateway}/src/**', 'subgraphs/*/**'],
    butFrom: [...stores, ...tables, ...databaseOfKit, sharedBuckets, ...tests],
    to: drivers,
  },
  {
    name: 'only stores know tables',
    from: ['subgraphs/**'],
    butFrom: [...stores, ...tables, ...tests],
    to: [...tables, 'kit/src/outbox-tables.ts'],
  },
  {
    name: 'resolvers and their context know no store and no database',
    from: resolvers,
    butFrom: tests,
    to: [...stores, ...tables, ...databaseOfKit, 'subgraphs/*/src/{commands,server,main}.ts'],
    butTo: ['subgraphs/*/src/commands.ts'],
  },
  {
    name: 'only server and resolvers know resolvers',
    from: ['subgraphs/*/src/**'],
    butFrom: [...resolvers, ...wiring, ...tests],
    to: ['subgraphs/*/src/resolvers/**'],
  },
  {
    name: 'only a main and tests know server',
    from: ['subgraphs/*/**'],
    butFrom: ['subgraphs/*/src/main.ts', ...tests],
    to: ['subgraphs/*/src/{main,server}.ts'],
  },
  {
    name: 'over HTTP other rooms are called where main wires it; the rest knows their types',
    from: ['subgraphs/*/src/**'],
    butFrom: ['subgraphs/*/src/main.ts', ...tests],
    to: ['subgraphs/*/src/remotes/**'],
    butTo: [],
    types: 'allowed',
  },
  {
    name: 'what other rooms answer is read as src/remotes names it',
    from: ['subgraphs/*/**'],
    butFrom: ['subgraphs/*/src/remotes/**'],
    to: ['subgraphs/*/src/generated/remotes/**'],
  },
  {
    name: 'use cases know the provider’s port and never the simulator',
    from: ['subgraphs/*/src/**'],
    butFrom: ['subgraphs/*/src/simulator/**', ...wiring, ...tests],
    to: ['subgraphs/*/src/simulator/**'],
  },
  { name: 'the gateway has no database', from: ['gateway/**'], butFrom: [sharedBuckets], to: [...databaseOfKit, ...drivers] },
  ...Object.entries(gatewayLayers).map(([layer, { may }]) => ({
    name: `in the gateway ${layer} imports ${may.length > 0 ? may.join(', ') : 'no other layer'}`,
    from: filesOfLayer(layer),
    to: ['gateway/src/**'],
    butTo: [layer, ...may].flatMap(filesOfLayer),
  })),
];
