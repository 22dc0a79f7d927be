import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { erDiagram } from './er-diagram.ts';
import { readTables } from './read-tables.ts';
import { tablesPage } from './tables-page.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tables-'));
  mkdirSync(join(root, 'drizzle/meta'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, content: unknown) => writeFileSync(join(root, 'drizzle/meta', file), JSON.stringify(content));

const column = (name: string, type: string, more: object = {}) => ({ [name]: { name, type, primaryKey: false, notNull: true, ...more } });
const none = { indexes: {}, foreignKeys: {}, compositePrimaryKeys: {}, uniqueConstraints: {}, checkConstraints: {} };
const lamps = {
  ...none,
  name: 'lamps',
  schema: '',
  columns: {
    ...column('id', 'uuid', { primaryKey: true }),
    ...column('pk', 'timestamp (3) with time zone'),
    ...column('2nd-size', 'numeric(10, 2)', { notNull: false }),
  },
  checkConstraints: { lamps_lit: { name: 'lamps_lit', value: '"lamps"."pk" > now()' } },
  indexes: {
    lamps_by_size: {
      name: 'lamps_by_size',
      columns: [{ expression: '2nd-size', isExpression: false }],
      isUnique: true,
      where: '"lamps"."pk" is null',
      method: 'gin',
    },
  },
};
const reference = (name: string, ...columnsFrom: string[]) => ({
  [name]: { name, tableFrom: 'class', tableTo: 'lamps', columnsFrom, columnsTo: ['id'] },
});
const bulbs = {
  ...none,
  name: 'class',
  schema: '',
  columns: { ...column('lamp_id', 'uuid'), ...column('spare', 'uuid', { notNull: false }), ...column('at', 'integer') },
  compositePrimaryKeys: { bulbs_pkey: { name: 'bulbs_pkey', columns: ['lamp_id', 'at'] } },
  uniqueConstraints: { spare_once: { name: 'spare_once', columns: ['spare'] } },
  foreignKeys: { ...reference('bulbs_a', 'lamp_id'), ...reference('bulbs_b', 'spare') },
};
const snapshot = { dialect: 'postgresql', tables: { 'public.lamps': lamps, 'public.class': bulbs } };

test('tables are those after the last migration, whatever the order in the journal', () => {
  write('_journal.json', { entries: [{ idx: 1 }, { idx: 0 }] });
  write('0000_snapshot.json', { dialect: 'postgresql', tables: {} });
  write('0001_snapshot.json', snapshot);
  expect(readTables(root, 'drizzle').map(({ name }) => name)).toEqual(['class', 'lamps']);
});

test('a diagram names keys, what may be null and how many rows meet, in words that Mermaid takes', () => {
  write('_journal.json', { entries: [{ idx: 0 }] });
  write('0000_snapshot.json', snapshot);
  expect(erDiagram(readTables(root, 'drizzle'))).toBe(`erDiagram
  "class" {
    uuid lamp_id PK, FK
    uuid spare FK, UK "nullable"
    integer at PK
  }
  "lamps" {
    uuid id PK
    timestamptz(3) pk_
    numeric(10-2) c2nd_size "nullable"
  }
  "lamps" ||--o{ "class" : "lamp_id"
  "lamps" |o--o| "class" : "spare"`);
});

test('a page names what the database itself refuses', () => {
  write('_journal.json', { entries: [{ idx: 0 }] });
  write('0000_snapshot.json', snapshot);
  const { path, text } = tablesPage('shop', 'drizzle', readTables(root, 'drizzle'));
  expect(path).toBe('tables/shop.md');
  expect(text).toContain('## class\n\n- unique `spare_once`: `spare`\n');
  expect(text).toContain(
    '## lamps\n\n- check `lamps_lit`: `pk > now()`\n- unique index (gin) `lamps_by_size`: `2nd-size` where `pk is null`\n',
  );
});

test('a page says which table a crash of the server empties', () => {
  write('_journal.json', {
    entries: [
      { idx: 1, tag: '0001_switch' },
      { idx: 0, tag: '0000_lamps' },
    ],
  });
  write('0001_snapshot.json', snapshot);
  writeFileSync(join(root, 'drizzle/0000_lamps.sql'), 'CREATE UNLOGGED TABLE "lamps" ();\nCREATE TABLE "class" ();');
  writeFileSync(join(root, 'drizzle/0001_switch.sql'), 'ALTER TABLE "lamps" SET LOGGED;\nALTER TABLE "class" SET UNLOGGED;');
  const { text } = tablesPage('shop', 'drizzle', readTables(root, 'drizzle'));
  expect(text).toContain('## class\n\n- unlogged: a crash of the server empties it');
  expect(text.match(/unlogged/g)).toHaveLength(1);
});

test('a folder that holds no migrations of drizzle is refused with the file', () => {
  expect(() => readTables(root, 'elsewhere')).toThrow(/^elsewhere\/meta\/_journal\.json: there is no such file/);
  write('_journal.json', { rows: [] });
  expect(() => readTables(root, 'drizzle')).toThrow(/_journal\.json: this is no journal/);
  write('_journal.json', { entries: [{ idx: 0 }] });
  write('0000_snapshot.json', { dialect: 'sqlite', tables: {} });
  expect(() => readTables(root, 'drizzle')).toThrow(
    /0000_snapshot\.json: this is no snapshot of a PostgreSQL database by drizzle: dialect/,
  );
  writeFileSync(join(root, 'drizzle/meta/0000_snapshot.json'), '{');
  expect(() => readTables(root, 'drizzle')).toThrow(/0000_snapshot\.json: this is no JSON/);
});
