/** What may stand in a column. `list`: several texts, with | between them in a CSV file and as a list in JSONL. `json`: any JSON. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'boolean' | 'instant' | 'list' | 'json';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** In one sentence, for docs/exchange.md. */
  readonly about: string;
  /** A file without it is refused. */
  readonly required?: boolean;
  /** It is exported, and not read by an import. */
  readonly exportOnly?: boolean;
}

/** What a cell holds. Null clears; what is undefined was left out, and stays as it is. */
export type Value = string | number | boolean | readonly string[] | JsonValue | null;
export type JsonValue = { readonly [key: string]: unknown } | readonly unknown[];
export type Values = Readonly<Record<string, Value | undefined>>;

export interface CellProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** One column's value as it comes: text of a CSV file, anything of a JSONL line. */
export function readCell({ name, type }: Column, given: unknown): { value: Value | undefined } | { problem: CellProblem } {
  if (given === undefined) return { value: undefined };
  if (given === null || given === '') return { value: null };
  const value = readers[type](given);
  return value === undefined ? { problem: { path: [name], message: `${name} must be ${forms[type]}.` } } : { value };
}

const forms: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'a whole number such as 12',
  decimal: 'a number such as 12.50',
  boolean: 'true or false',
  instant: 'a time such as 2026-01-31T12:00:00Z',
  list: 'a list such as red|green',
  json: 'JSON',
};

const textOf = (given: unknown): string | undefined => {
  if (typeof given === 'string') return given;
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : undefined;
};

const matching = (pattern: RegExp, given: unknown): string | undefined => {
  const text = textOf(given)?.trim();
  return text !== undefined && pattern.test(text) ? text : undefined;
};

const readers: Readonly<Record<ColumnType, (given: unknown) => Value | undefined>> = {
  text: textOf,
  integer: (given) => {
    const number = Number(matching(/^-?\d{1,10}$/, given) ?? Number.NaN);
    return Math.abs(number) < 2 ** 31 ? number : undefined;
  },
  decimal: (given) => matching(/^-?\d{1,15}(\.\d{1,6})?$/, given),
  boolean: (given) => {
    const text = matching(/^(true|false)$/i, given);
    return text === undefined ? undefined : text.toLowerCase() === 'true';
  },
  instant: (given) => {
    const text = matching(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i, given);
    const at = text === undefined ? Number.NaN : Date.parse(text);
    // 31 February is another day to Date.parse.
    if (text === undefined || Number.isNaN(at) || !existsDay(text)) return undefined;
    return new Date(at).toISOString();
  },
  list: (given) => {
    if (Array.isArray(given)) return given.every((one) => typeof one === 'string') ? given : undefined;
    return typeof given === 'string' ? splitList(given) : undefined;
  },
  json: (given) => {
    if (typeof given === 'string') return parsed(given);
    return isJson(given) ? given : undefined;
  },
};

const existsDay = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
};

const isJson = (given: unknown): given is JsonValue => typeof given === 'object' && given !== null;

function parsed(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `|` parts, and a backslash before one (or before a backslash) makes it a letter. */
export function splitList(text: string): string[] {
  const items = [''];
  for (const [part] of text.matchAll(/\\[\\|]|[^]/g)) {
    if (part === '|') items.push('');
    else items.push((items.pop() ?? '') + (part.length === 2 && part.startsWith('\\') ? part.slice(1) : part));
  }
  return items;
}

const joinList = (items: readonly string[]): string => items.map((item) => item.replaceAll(/[\\|]/g, (letter) => `\\${letter}`)).join('|');

/** A value as a CSV file has it. */
export function cellText({ type }: Column, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (type === 'list' && Array.isArray(value)) return joinList(value.map(String));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
