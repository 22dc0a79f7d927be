import { pino } from 'pino';

/** What PostgreSQL and Drizzle say of the values of a statement: addresses and names of people would be among them. */
const ofValues: ReadonlySet<string> = new Set(['params', 'detail', 'where']);

/** An error for the log, without the values that a failed statement was sent with; its causes likewise. */
export const shownError = (error: unknown): unknown =>
  error instanceof Error ? withoutValues(pino.stdSerializers.errWithCause(error)) : error;

/** SQLSTATE of values that do not fit: PostgreSQL quotes them in its sentence. */
const dataException = '22';

function withoutValues(shown: object): object {
  const quoting = 'code' in shown && typeof shown.code === 'string' && shown.code.startsWith(dataException);
  return Object.fromEntries(
    Object.entries(shown).flatMap(([name, value]: [string, unknown]) => {
      if (ofValues.has(name)) return [];
      if (name === 'cause' && typeof value === 'object' && value !== null) return [[name, withoutValues(value)]];
      if (name === 'aggregateErrors' && Array.isArray(value)) return [[name, value.map((error) => withoutValues(Object(error)))]];
      if (typeof value !== 'string') return [[name, value]];
      return [[name, quoting && (name === 'message' || name === 'stack') ? withoutQuotes(cut(value)) : cut(value)]];
    }),
  );
}

/** Drizzle writes them below the statement, in the message and so at the head of the stack. */
const cut = (text: string): string => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');

/** Of the sentence, not of the stack below it. */
const withoutQuotes = (text: string): string =>
  text.replace(/^[\s\S]*?(?=\n {4}at |$)/, (sentence) => sentence.replace(/"[^"]*"/g, '"..."'));
