import type { z } from 'zod';
import type { KeyedRow, RowOutcome } from '#kind';
import type { CellProblem, Values } from '#rules/column';

/** A row as the room takes it, or why it cannot be one. */
export type Read<Command> = { command: Command } | { refused: RowOutcome };

/** Has the room write the rows that can be read, and gives an outcome for each in their order. */
export async function outcomesOf<Command>(
  rows: readonly KeyedRow[],
  read: (values: Values) => Read<Command>,
  write: (commands: Command[]) => Promise<readonly RowOutcome[]>,
): Promise<RowOutcome[]> {
  const all = rows.map(({ values }) => read(values));
  const commands = all.flatMap((one) => ('command' in one ? [one.command] : []));
  const written = (commands.length > 0 ? await write(commands) : []).values();
  return all.map((one) => {
    if ('refused' in one) return one.refused;
    const { value } = written.next();
    if (!value) throw new Error('a row has no outcome');
    return value;
  });
}

/** Columns that a file does not have: what they would say stays as it is. */
export const leftOut = <Name extends string>(values: Readonly<Partial<Record<Name, unknown>>>, ...names: readonly Name[]): Name[] =>
  names.filter((name) => values[name] === undefined);

/** What is wrong with a value that has parts of its own, by the way to the part. */
export const problemsOf = ({ issues }: z.ZodError): CellProblem[] =>
  issues.slice(0, 20).map(({ path, message }) => {
    const way = path.map(String);
    return { path: way, message: `${way.join('.')}: ${message}` };
  });
