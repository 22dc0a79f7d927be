import { number, table } from './markdown.ts';
import type { Profile } from './profile.ts';
import { shapes } from './shapes.ts';
import type { StatementTime } from './statements.ts';

/** The section of the report that says where the time of the saga and of the gateway goes. */
export function renderInTheWay(profiles: readonly Profile[], lines = 10): string {
  return [
    '## What is in the way',
    'Taken after the measurements, on 1,000 SKUs, with a profiler beside it. Node: parts of the time that its process is busy, the time of a function without those it calls; processor time where there are several. PostgreSQL: time from the start to the end of the statements of rooms, by `pg_stat_statements`; waiting for locks, for the disk (`COMMIT`, and what commits by itself) and for a processor is in it, so it adds up to more than the time that passed.',
    ...profiles.flatMap((profile) => renderProfile(profile, lines)),
  ].join('\n\n');
}

function renderProfile({ shape, clients, orders, seconds, groups, functions, statements, programs }: Profile, lines: number): string[] {
  const part = (value: number): string => `${number(value * 100, 1)} %`;
  const all = statements.reduce((sum, { ms }) => sum + ms, 0);
  const calls = statements.reduce((sum, one) => sum + one.calls, 0);
  return [
    `### ${shapes[shape]}, ${clients} clients, ${number(orders / seconds)} orders/s while profiled`,
    programs.length > 1
      ? table(
          ['Node, by process', 'CPU ms an order'],
          programs.map(({ name, ms }) => [name, number(ms, 2)]),
        )
      : '',
    groups.length > 0
      ? table(
          ['Node', 'busy time'],
          groups.map(({ name, part: share }) => [name, part(share)]),
        )
      : '',
    functions.length > 0
      ? table(
          ['Node, by function', 'busy time'],
          functions.slice(0, lines).map(({ name, part: share }) => [`\`${name}\``, part(share)]),
        )
      : '',
    table(
      ['PostgreSQL', 'times an order', 'ms an order', 'of all'],
      [
        ...statements
          .slice(0, lines)
          .map((one) => [name(one), number(one.calls / orders, 2), number(one.ms / orders, 2), part(one.ms / all)]),
        ['all', number(calls / orders, 2), number(all / orders, 2), part(1)],
      ],
    ),
  ].filter((block) => block !== '');
}

const name = ({ database, text }: StatementTime): string => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").trim();
  return `${database.replace(/^[a-z]+_/, '')}: \`${line.length > 90 ? `${line.slice(0, 90)}...` : line}\``;
};
