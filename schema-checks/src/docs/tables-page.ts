import { erDiagram } from './er-diagram.ts';
import { code, fenced, page } from './markdown.ts';
import type { Table } from './read-tables.ts';
import type { Page } from './root-page.ts';

export const tablesPath = (subgraph: string): string => `tables/${subgraph}.md`;

/** A subgraph's tables: one diagram, which of them are unlogged, and the rules that the database itself holds. */
export const tablesPage = (subgraph: string, folder: string, tables: readonly Table[]): Page => ({
  path: tablesPath(subgraph),
  text: page(
    `Tables of ${subgraph}`,
    `After the last migration of ${code(folder)}. A crow's foot reads "many", a circle "or none", a bar "one".`,
    tables.length === 0 ? 'There are none.' : fenced('mermaid', erDiagram(tables)),
    ...tables.map(section),
  ),
});

function section(table: Table): string {
  const columnsOf = ({ columns }: { columns: readonly string[] }): string => columns.join(', ');
  const checks = sorted(table.checkConstraints).map(({ name, value }) => `- check ${code(name)}: ${code(plain(value, table.name))}`);
  const uniques = sorted(table.uniqueConstraints).map((each) => `- unique ${code(each.name)}: ${code(columnsOf(each))}`);
  const indexes = sorted(table.indexes).map(({ name, columns, isUnique, where, method }) => {
    const kind = `${isUnique ? 'unique ' : ''}index${method === 'btree' ? '' : ` (${method})`}`;
    const on = code(columns.map(({ expression }) => plain(expression, table.name)).join(', '));
    return `- ${kind} ${code(name)}: ${on}${where === undefined ? '' : ` where ${code(plain(where, table.name))}`}`;
  });
  const rules = [...(table.unlogged ? [unlogged] : []), ...checks, ...uniques, ...indexes];
  return rules.length === 0 ? '' : `## ${table.name}\n\n${rules.join('\n')}`;
}

const unlogged = '- unlogged: a crash of the server empties it, and a replica does not have it';

const sorted = <Named extends { name: string }>(all: Readonly<Record<string, Named>>): Named[] =>
  Object.values(all).sort((one, other) => (one.name < other.name ? -1 : 1));

/** Without the table's own name and quotes, on one line. */
const plain = (sql: string, table: string): string =>
  sql
    .replaceAll(`"${table}".`, '')
    .replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
