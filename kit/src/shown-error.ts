import { pino } from 'pino';

/** What PostgreSQL and Drizzle say of the values of a statement: addresses and names of people would be among them. */
const ofValues: ReadonlySet<string> = new Set(['params', 'detail', 'where']);

/** An error for the log, without the values that a failed statement was sent with; its causes likewise. */
export const shownError = (error: unknown): unknown =>
  error instanceof Error ? withoutValues(pino.stdSerializers.errWithCause(error)) : error;

function withoutValues(shown: object): object {
  return Object.fromEntries(
    Object.entries(shown).flatMap(([name, value]: [string, unknown]) => {
      if (ofValues.has(name)) return [];
      if (name === 'cause' && typeof value === 'object' && value !== null) return [[name, withoutValues(value)]];
      return [[name, typeof value === 'string' ? cut(value) : value]];
    }),
  );
}

/** Drizzle writes them below the statement, in the message and so at the head of the stack. */
const cut = (text: string): string => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
