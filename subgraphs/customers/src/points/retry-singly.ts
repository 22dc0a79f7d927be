/**
 * Runs a list of commands as one batch. When the batch fails, each command is run alone, so that one that cannot be done does not
 * stop the others; its fault is thrown at the end, when all that could be done is done.
 */
export async function retrySingly<Command, Outcome>(
  commands: readonly Command[],
  run: (batch: readonly Command[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  if (commands.length === 0) return [];
  try {
    return await run(commands);
  } catch (fault) {
    if (commands.length === 1) throw fault;
  }
  const outcomes: Outcome[] = [];
  const faults: unknown[] = [];
  for (const command of commands) {
    try {
      outcomes.push(...(await run([command])));
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return outcomes;
}
