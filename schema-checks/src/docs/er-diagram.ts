import type { Table } from './read-tables.ts';

/** Entities and relations of one database in Mermaid's erDiagram. Names are quoted, so that none is a word of Mermaid's. */
export function erDiagram(tables: readonly Table[]): string {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return ['erDiagram', ...tables.flatMap(entity), ...tables.flatMap((table) => relations(table, byName))].join('\n');
}

export const primaryKey = ({ columns, compositePrimaryKeys }: Table): string[] => [
  ...Object.values(columns)
    .filter((column) => column.primaryKey)
    .map(({ name }) => name),
  ...Object.values(compositePrimaryKeys).flatMap((key) => key.columns),
];

function entity(table: Table): string[] {
  const keys = new Set(primaryKey(table));
  const foreign = new Set(Object.values(table.foreignKeys).flatMap(({ columnsFrom }) => columnsFrom));
  const unique = new Set(
    uniques(table)
      .filter((columns) => columns.length === 1)
      .flat(),
  );
  const lines = Object.values(table.columns).map(({ name, type, notNull }) => {
    const marks = [keys.has(name) && 'PK', foreign.has(name) && 'FK', unique.has(name) && 'UK'].filter((mark) => mark !== false);
    return `    ${[attributeType(type), attribute(name), marks.join(', '), notNull ? '' : '"nullable"'].filter((part) => part !== '').join(' ')}`;
  });
  return [`  "${table.name}" {`, ...lines, '  }'];
}

function relations(table: Table, byName: ReadonlyMap<string, Table>): string[] {
  return Object.values(table.foreignKeys)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .filter(({ tableTo }) => byName.has(tableTo))
    .map(({ tableTo, columnsFrom }) => {
      const optional = columnsFrom.some((column) => table.columns[column]?.notNull === false);
      const single = [primaryKey(table), ...uniques(table)].some(
        (key) => key.length > 0 && key.every((column) => columnsFrom.includes(column)),
      );
      return `  "${tableTo}" ${optional ? '|o' : '||'}--${single ? 'o|' : 'o{'} "${table.name}" : "${columnsFrom.join(', ')}"`;
    });
}

/** Columns that no two rows have alike, whatever else they hold. */
const uniques = ({ uniqueConstraints, indexes }: Table): string[][] => [
  ...Object.values(uniqueConstraints).map(({ columns }) => columns),
  ...Object.values(indexes)
    .filter(({ isUnique, where }) => isUnique && where === undefined)
    .map(({ columns }) => columns.map(({ expression }) => expression)),
];

/** Mermaid takes letters, digits, `_`, `-`, brackets and parentheses in a type. */
const attributeType = (type: string): string =>
  type
    .replace(/^timestamp( ?\(\d\))? with time zone$/, (_, precision: string = '') => `timestamptz${precision.trim()}`)
    .replaceAll(/, ?/g, '-')
    .replaceAll(/[^\w()[\]-]+/g, '_');

/** As an attribute it takes a word, but none that begins with a digit or reads like a key's mark. */
const attribute = (name: string): string =>
  name
    .replaceAll(/\W+/g, '_')
    .replace(/^(?=[\d_])/, 'c')
    .replace(/^([pfu]k)$/i, '$1_');
