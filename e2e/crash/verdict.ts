import { describeWaits } from '../support/availability.ts';
import { until } from '../support/until.ts';
import { type BookRow, readBooks, wrongReplies } from './books.ts';
import type { CrashShop } from './crash-shop.ts';
import { killsOf } from './kills.ts';
import type { RoundsResult } from './rounds.ts';
import { untilFinished } from './unfinished.ts';

export interface Verdict {
  books: BookRow[];
  /** Of the doctor, and of this run: nothing may be here. */
  violations: string[];
  wrong: string[];
  contradictions: string[];
  stuck: string[];
}

/** Once everything is up and nobody buys: every key against the databases, and the doctor over all of them. */
export async function judge(shop: CrashShop, { ledger, wrong, stuck, tally }: RoundsResult): Promise<Verdict> {
  const { unfinished } = await untilFinished(shop.databases.orders, 60_000);
  const books = await readBooks(shop.databases);
  const violations = await until(
    () => shop.violations(),
    (found) => found.length === 0,
    45_000,
  ).catch(() => shop.violations());
  return {
    books,
    violations: [...violations, ...unfinished, ...tally.endedAlone],
    wrong: [...wrong, ...wrongReplies(ledger.entries, books)],
    contradictions: [...ledger.contradictions],
    stuck,
  };
}

export const isClean = ({ violations, wrong, contradictions, stuck }: Verdict): boolean =>
  violations.length + wrong.length + contradictions.length + stuck.length === 0;

/** The smallest value that `share` of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** What a run came to, for people. */
export function report({ tally, ledger, errors, recoveryMs, waits }: RoundsResult, verdict: Verdict): string {
  const { books, violations, wrong, contradictions, stuck } = verdict;
  const told = (kind: string): number => ledger.entries.filter((entry) => entry.told?.kind === kind).length;
  const count = (state: RegExp): number => books.filter((row) => state.test(row.state)).length;
  const list = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  const lines: [string, string][] = [
    ['kills', `${killsOf(tally)} (${list(tally.kills)})`],
    ['PostgreSQL crashes', `${tally.postgresCrashes}`],
    ['keys', `${ledger.entries.length}, of which ${books.length} are recorded`],
    [
      'told',
      `${told('OrderPlaced')} placed, ${told('OrderRejected')} rejected, ${ledger.entries.filter((entry) => !entry.told).length} nothing final`,
    ],
    ['ended', `${count(/^completed$/)} placed, ${count(/^aborted$/)} rejected, ${count(/^(pending|confirmed|aborting)$/)} open`],
    ['errors', list(errors) || 'none'],
    [
      'recovery',
      `p50 ${quantile(recoveryMs, 0.5)} ms, p99 ${quantile(recoveryMs, 0.99)} ms, max ${quantile(recoveryMs, 1)} ms, of ${recoveryMs.length} placements that were open when all was up again`,
    ],
    ['availability', describeWaits(waits)],
    ['never final', `${stuck.length}`],
    ['wrong replies', `${wrong.length}`],
    ['contradictions', `${contradictions.length}`],
    ['doctor', `${violations.length} violations`],
  ];
  const faults = Object.entries({ stuck, wrong, contradictions, violations }).flatMap(([name, found]) =>
    found.slice(0, 20).map((one) => `  ${name}: ${one}`),
  );
  return [...lines.map(([name, value]) => `${name.padEnd(20)}${value}`), ...faults].join('\n');
}
