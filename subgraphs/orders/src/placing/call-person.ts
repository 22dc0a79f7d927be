import type { DriveDependencies, Move } from '#placing/drive';

/** What waits for a person is looked at this often, unless they come earlier. */
const attentionMs = 30 * 60_000;

/** Shows the placement to a person, and gives its lease back until then. */
export async function callPerson({ flag }: DriveDependencies, id: string, life: string, error: string): Move {
  return (await flag({ id, error, delayMs: attentionMs, life })) ? { kind: 'flagged' } : undefined;
}
