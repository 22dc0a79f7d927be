import type { DriveDependencies, Move } from '#placing/drive';
import type { AttentionReason } from '#placing/rules/placement';

/** What waits for a person is looked at this often, unless they come earlier. */
const attentionMs = 30 * 60_000;

/** As `last_error` says it. */
const words: Record<AttentionReason, string> = {
  capture_refused: 'the capture was refused',
  participant_let_go: 'a participant let go of what a confirmed order needs',
  participant_kept: 'a participant kept what an aborted placement must let go',
};

/** Flags the placement, which shows it to a person, and gives its lease back until then. `more` is what the reason leaves open. */
export async function callPerson({ flag }: DriveDependencies, id: string, life: string, reason: AttentionReason, more = ''): Move {
  const error = more === '' ? words[reason] : `${words[reason]} (${more})`;
  return (await flag({ id, reason, error, delayMs: attentionMs, life })) ? { kind: 'flagged' } : undefined;
}
