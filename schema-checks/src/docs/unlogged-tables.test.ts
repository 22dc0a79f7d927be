import { expect, test } from 'vitest';
import { unloggedTables } from './unlogged-tables.ts';

const cases: [what: string, migrations: string[], unlogged: string[]][] = [
  ['a table is logged unless a migration says otherwise', ['CREATE TABLE "lamps" ("id" uuid);'], []],
  ['one is made unlogged', ['CREATE TABLE "a" ("id" uuid);', 'create unlogged table if not exists public."b" (\n"id" uuid\n);'], ['b']],
  ['one becomes unlogged later', ['CREATE TABLE "a" ("id" uuid);', 'ALTER TABLE "a"\n  SET UNLOGGED;'], ['a']],
  ['one becomes logged again', ['CREATE UNLOGGED TABLE a (id uuid);', 'ALTER TABLE "a" SET LOGGED;'], []],
  ['one gets another name', ['CREATE UNLOGGED TABLE "a" ("id" uuid);', 'ALTER TABLE "a" RENAME TO "b";'], ['b']],
  ['a column of one gets another name', ['CREATE UNLOGGED TABLE "a" ("id" uuid);', 'ALTER TABLE "a" RENAME COLUMN "id" TO "b";'], ['a']],
  ['one goes', ['CREATE UNLOGGED TABLE "a" ("id" uuid);\n--> statement-breakpoint\nDROP TABLE "a" CASCADE;'], []],
  ['what a comment says is not run', ['-- ALTER TABLE "a" SET UNLOGGED;\n/* CREATE UNLOGGED TABLE "b" (); */'], []],
];

test.each(cases)('%s', (_what, migrations, unlogged) => {
  expect([...unloggedTables(migrations)]).toEqual(unlogged);
});
