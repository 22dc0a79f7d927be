import type { Result } from './run-race.ts';

const heads = ['race', 'rounds', 'requests', 'winners', 'repeats', 'anomalies', 'seconds', 'went'];

/** One line a race, as wide as it needs. */
export function renderTable(results: readonly Result[]): string {
  const rows = results.map(({ race, rounds, requests, winners, repeats, anomalies, seconds, ways }) => [
    race,
    ...[rounds, requests, winners, repeats, anomalies.length].map(String),
    seconds.toFixed(1),
    Object.entries(ways)
      .map(([way, count]) => `${way} ${count}`)
      .join(', '),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || column === heads.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [heads, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}
