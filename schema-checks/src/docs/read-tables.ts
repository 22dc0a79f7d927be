import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InputProblem } from '../problem.ts';
import { unloggedTables } from './unlogged-tables.ts';

const named = z.object({ name: z.string() });
const indexSchema = named.extend({
  columns: z.array(z.object({ expression: z.string() })),
  isUnique: z.boolean(),
  where: z.string().optional(),
  method: z.string().default('btree'),
});
const tableSchema = named.extend({
  schema: z.string().default(''),
  columns: z.record(
    z.string(),
    named.extend({ type: z.string(), primaryKey: z.boolean(), notNull: z.boolean(), default: z.unknown().optional() }),
  ),
  indexes: z.record(z.string(), indexSchema),
  foreignKeys: z.record(
    z.string(),
    named.extend({ tableTo: z.string(), columnsFrom: z.array(z.string()), columnsTo: z.array(z.string()) }),
  ),
  compositePrimaryKeys: z.record(z.string(), named.extend({ columns: z.array(z.string()) })),
  uniqueConstraints: z.record(z.string(), named.extend({ columns: z.array(z.string()) })),
  checkConstraints: z.record(z.string(), named.extend({ value: z.string() })).default({}),
});

const journalSchema = z.object({ entries: z.array(z.object({ idx: z.int().min(0), tag: z.string().optional() })) });
const snapshotSchema = z.object({ dialect: z.literal('postgresql'), tables: z.record(z.string(), tableSchema) });

export interface Table extends z.infer<typeof tableSchema> {
  /** Empty after a crash of the server, and on a replica. */
  unlogged: boolean;
}

/** The tables after the last migration of a drizzle folder, by name. `folder` is relative to `root`. InputProblem when it is none. */
export function readTables(root: string, folder: string): Table[] {
  const journal = journalSchema.safeParse(json(root, `${folder}/meta/_journal.json`));
  if (!journal.success) throw new InputProblem(`${folder}/meta/_journal.json: this is no journal of drizzle's migrations.`);
  const last = Math.max(-1, ...journal.data.entries.map(({ idx }) => idx));
  if (last < 0) return [];
  const file = `${folder}/meta/${String(last).padStart(4, '0')}_snapshot.json`;
  const snapshot = snapshotSchema.safeParse(json(root, file));
  if (!snapshot.success) {
    const [issue] = snapshot.error.issues;
    throw new InputProblem(`${file}: this is no snapshot of a PostgreSQL database by drizzle: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const unlogged = unloggedTables(migrationTexts(root, folder, journal.data.entries));
  return Object.values(snapshot.data.tables)
    .map((table) => ({ ...table, unlogged: unlogged.has(table.name) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** In the order in which they run. */
const migrationTexts = (root: string, folder: string, entries: readonly { idx: number; tag?: string | undefined }[]): string[] =>
  entries
    .toSorted((one, other) => one.idx - other.idx)
    .map(({ tag }) => join(root, folder, `${tag}.sql`))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));

function json(root: string, file: string): unknown {
  if (!existsSync(join(root, file)))
    throw new InputProblem(`${file}: there is no such file; "tables" names a folder of drizzle's migrations.`);
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch (error) {
    throw new InputProblem(`${file}: this is no JSON: ${(error as Error).message}`);
  }
}
