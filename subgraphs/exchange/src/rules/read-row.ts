import { isStorableText } from '@cartograph/kit/problems';
import { restored } from '#rules/cell';
import { type CellProblem, type Column, readCell, type Value, type Values } from '#rules/column';
import type { Header } from '#rules/header';

/** A row of a file: its values by column, or all that is wrong with it. A blank line is neither. */
export type Row =
  | { readonly kind: 'values'; readonly values: Values }
  | { readonly kind: 'refused'; readonly problems: readonly CellProblem[]; readonly values: Values }
  | { readonly kind: 'blank' };

/** A row with where it stands. */
export interface PlacedRow {
  /** As a spreadsheet numbers it. */
  readonly number: number;
  /** The byte after it. */
  readonly end: number;
  readonly row: Row;
}

/** A line's cells; null: one that is no UTF-8. */
export type Cells = readonly (string | null)[];

const oneProblem = (message: string, path: readonly string[] = []): Row => ({ kind: 'refused', problems: [{ path, message }], values: {} });

/** A line of a CSV file. */
export function rowOfCells(cells: Cells, { columns: names }: Header, columns: readonly Column[]): Row {
  if (cells.length === 1 && cells[0] === '') return { kind: 'blank' };
  if (cells.length > names.length)
    return oneProblem(`The row has ${cells.length} values, and the first line names ${names.length} columns.`);
  if (cells.length < names.length)
    return oneProblem(
      `The row has ${cells.length} values, and the first line names ${names.length} columns: it may be half a row, or a value holds a line break without quotes.`,
    );
  return rowOf(new Map(names.map((name, index) => [name, cells[index] ?? notUtf8])), columns, restored);
}

/** Stands for a value that cannot be read. */
const notUtf8 = Symbol('not UTF-8');

/** A line of a JSONL file, parsed. */
export function rowOfJson(line: unknown, columns: readonly Column[]): Row {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return oneProblem('The line must be a JSON object.');
  return rowOf(new Map(Object.entries(line)), columns, (text) => text);
}

function rowOf(given: ReadonlyMap<string, unknown>, columns: readonly Column[], asWritten: (text: string) => string): Row {
  const problems: CellProblem[] = [];
  const values: Record<string, Value | undefined> = {};
  for (const name of given.keys())
    if (!columns.some((column) => column.name === name) && problems.length < maxProblems)
      problems.push({
        path: [name.slice(0, 60)],
        message: `There is no such column. Allowed are ${columns.map((column) => column.name).join(', ')}.`,
      });
  for (const column of columns) {
    const problem = read(column, given.get(column.name), asWritten, values);
    if (problem) problems.push(problem);
  }
  return problems.length > 0 ? { kind: 'refused', problems, values } : { kind: 'values', values };
}

/** Of one row: more nobody reads. */
const maxProblems = 20;

function read(
  column: Column,
  raw: unknown,
  asWritten: (text: string) => string,
  into: Record<string, Value | undefined>,
): CellProblem | undefined {
  const { name, required, exportOnly } = column;
  if (exportOnly) return undefined;
  const path = [name];
  if (raw === notUtf8) return { path, message: `${name} is not UTF-8: save the file with that encoding.` };
  const given = typeof raw === 'string' ? asWritten(raw) : raw;
  if (!isStorable(given)) return { path, message: `${name} holds a NUL or half a character, which is no text.` };
  const cell = readCell(column, given);
  if ('problem' in cell) return cell.problem;
  if (required && (cell.value === null || cell.value === undefined)) return { path, message: `${name} must not be empty.` };
  if (cell.value !== undefined) into[name] = cell.value;
  return undefined;
}

const isStorable = (given: unknown): boolean => {
  if (typeof given === 'string') return isStorableText(given);
  return typeof given !== 'object' || given === null || isStorableJson(given);
};

/** Escaped text is not seen in the JSON of it, so each text is looked at. */
const isStorableJson = (given: object): boolean => Object.entries(given).every(([key, value]) => isStorableText(key) && isStorable(value));
