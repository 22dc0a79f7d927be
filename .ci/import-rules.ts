import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Who may import whom. A later override replaces an earlier one, so every layer lists all that it forbids.

type Denial = { message: string; group?: string[]; regex?: string; allowTypeImports?: boolean; importNames?: string[] };

const rooms = readdirSync(join(import.meta.dirname, '../subgraphs'));

// A flat file of a room is a rule, and held to it, unless its name says otherwise: one of these names, `...-store`, or `verb-noun`.
const wiring = 'checks commands config context events loaders main metrics saga scalars seed server tables'.split(' ');
const verbs = `
  abort accrue add adjust advance answer apply approve archive assign attach authenticate authorize browse
  build cancel capture change charge check claim clear close commit complete confirm consume create decide
  decline delete deliver deploy detach drive earn edit estimate evaluate expire export extend fetch find finish
  fix follow freeze get handle hold import issue learn list load lock log look make mark merge move notify on
  open park pay place post prepare prune publish put quote read receive reconcile record redeem refresh refund
  refuse register reindex release remove renew replace replay reprice request reserve reset resolve restock
  resume retry retire retry return reverse review revoke rotate run save search select send set settle ship sign start stop
  submit suggest sweep sync take track transfer try undo unpublish update upsert validate verify void watch
  withdraw`
  .trim()
  .split(/\s+/);
// What a rule may call from kit: modules that read no clock, no dice, no network and no database.
const pureKit = ['money', 'problems', 'country', 'ids'];

// Groups read like .gitignore. A `regex` with a lookahead would be dropped by the linter without a word.
const deny = (message: string, ...group: string[]): Denial => ({ group, message });
const within = (...names: string[]) => names.flatMap((name) => [`@cartograph/${name}`, `@cartograph/${name}/**`]);
const local = (name: string) => [`#${name}`, `#*/${name}`, `./${name}.ts`, `../**/${name}.ts`];

const starters = deny('Nobody imports stack, e2e or bench.', ...within('stack', 'e2e', 'bench'));
const escapes: Denial = {
  regex: '^(\\.\\./)+(.*/)?src/',
  message: 'Import another workspace by its package name, never by a path into it.',
};
const deepRooms = deny(
  "A room is imported by '@cartograph/<room>/server' and nothing deeper.",
  ...rooms.flatMap((room) => [...within(room), `!@cartograph/${room}/server`]),
);
const onlyKit = deny(
  'Of the workspaces only kit is imported here: rooms meet through SDL and events.',
  '@cartograph/**',
  '!@cartograph/kit/*',
  '!@cartograph/kit/testing/*',
);
const above = [...rooms, 'gateway', 'stack', 'e2e', 'bench'];
const below = deny('kit, postgres, schema-checks and drizzle stand below everything: no room, no gateway, no stack.', ...within(...above));
const noServer = deny('Only stack, tests and measurements run a PostgreSQL server.', ...within('postgres'));
const tables = deny('Only stores and tests import tables.', ...local('tables'));
const sql = deny('Resolvers know no SQL: call a use case or a loader.', 'drizzle-orm', 'drizzle-orm/**', 'pg', 'pg/**');
const stores = deny('Resolvers know no store: call a use case or a loader.', ...local('*-store'));
const impure: Denial = {
  ...deny(
    'A rule imports types, other rules and pure kit modules only. If this is a use case, name it verb-noun.',
    '**',
    '!#*',
    '!#*/*',
    '!./*',
    ...pureKit.map((name) => `!@cartograph/kit/${name}`),
    ...[...wiring, '*-store', ...verbs.map((verb) => `${verb}-*`)].flatMap(local),
  ),
  allowTypeImports: true,
};

// kit/ids also draws new ids, from clock and dice. A regex, and first: what one group lets through with `!`, no other group refuses.
const drawnIds: Denial = {
  regex: '^@cartograph/kit/ids$',
  importNames: ['uuidv7'],
  message: 'A rule draws no ids: pass them in.',
};
// A room may migrate its own database as it starts alone.
const kitAndMigrations: Denial = {
  ...onlyKit,
  group: ['@cartograph/**', '!@cartograph/kit/*', '!@cartograph/kit/testing/*', '!@cartograph/drizzle/*'],
};

const layer = (files: string[], ...patterns: Denial[]) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] as ['error', { patterns: Denial[] }] },
});

// A room that is cut by noun has its rules in these folders.
const ruleFolders = ['subgraphs/*/src', 'subgraphs/*/src/{accounts,sessions,points,cart,order,cancelling}'];

export const ruleFiles = {
  files: ruleFolders.map((folder) => `${folder}/*.ts`),
  excludeFiles: ['*.test.ts', '*-store.ts', `{${wiring.join(',')}}.ts`, `{${verbs.join(',')}}-*.ts`].flatMap((name) =>
    ruleFolders.map((folder) => `${folder}/${name}`),
  ),
};

const clock = 'A rule is told the time and the dice: pass them in.';

export const importRules = [
  layer(['**/*.ts'], starters, escapes, deepRooms),
  layer(['{e2e,bench}/**/*.ts'], escapes, deepRooms),
  layer(['{kit,schema-checks,drizzle}/**/*.ts'], escapes, below, noServer),
  layer(['kit/testing/*.ts'], escapes, below),
  layer(['postgres/**/*.ts'], escapes, onlyKit),
  layer(['gateway/**/*.ts'], escapes, onlyKit),
  layer(['subgraphs/*/**/*.ts'], escapes, onlyKit, tables),
  layer(['subgraphs/*/src/main.ts'], escapes, kitAndMigrations, tables),
  layer(['subgraphs/*/src/resolvers/**/*.ts'], escapes, onlyKit, tables, sql, stores),
  layer(['subgraphs/*/src/**/*-store.ts', 'subgraphs/*/**/*.test.ts', 'subgraphs/*/drizzle.config.ts'], escapes, onlyKit),
  {
    ...ruleFiles,
    rules: {
      ...layer([], drawnIds, impure).rules,
      'no-restricted-globals': [
        'error',
        ...['crypto', 'fetch', 'performance', 'process', 'setTimeout', 'setInterval'].map((name) => ({ name, message: clock })),
      ] as ['error', ...{ name: string; message: string }[]],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clock },
        { object: 'Math', property: 'random', message: clock },
      ] as ['error', ...{ object: string; property: string; message: string }[]],
    },
  },
];
