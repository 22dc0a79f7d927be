import type { Column } from '#rules/column';

/** How a CSV file is written, as its first line tells. */
export interface Header {
  readonly delimiter: string;
  /** The columns in their order. */
  readonly columns: readonly string[];
}

const delimiters = [',', ';', '\t'];

/** Of the three that spreadsheets write, the one that the first line has most often. */
export const delimiterOf = (line: string): string =>
  delimiters.reduce((most, next) => (line.split(next).length > line.split(most).length ? next : most));

/** In words what a first line has too much, too little or twice, with what is allowed; undefined when it is as it should be. */
export function headerFault(names: readonly string[], columns: readonly Column[]): string | undefined {
  const known = columns.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const missing = columns.filter(({ name, required }) => required && !names.includes(name)).map(({ name }) => name);
  const faults = [
    ...(unknown.length > 0
      ? [`it has ${listed(unknown)}, which ${unknown.length === 1 ? 'is no column' : 'are no columns'} of such files`]
      : []),
    ...(twice.length > 0 ? [`it has ${listed(twice)} more than once`] : []),
    ...(missing.length > 0 ? [`it lacks ${listed(missing)}`] : []),
  ];
  if (faults.length === 0) return undefined;
  return `The first line must name the columns: ${faults.join('; ')}. Allowed are ${known.join(', ')}.`;
}

/** Of a stranger's file: a few, and not whole. */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 60)));
  return [...shown, ...(names.length > shown.length ? [`${names.length - shown.length} more`] : [])].join(', ');
};
