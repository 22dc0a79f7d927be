import { number, table } from './markdown.ts';
import type { Profile } from './profile.ts';
import { shapes } from './shapes.ts';
import type { StatementTime } from './statements.ts';

/** The section of the report that says where the time of the saga and of the gateway goes. */
export function renderInTheWay(profiles: readonly Profile[]): string {
  return [
    '## What is in the way',
    'Taken after the measurements, 64 clients on 1,000 SKUs, with a profiler beside it. Node: parts of the time that its one process is busy, the time of a function without those it calls. PostgreSQL: time from the start to the end of the statements of rooms, by `pg_stat_statements`; waiting for locks, for the disk (`COMMIT`, and what commits by itself) and for a processor is in it, so it adds up to more than the time that passed.',
    ...profiles.flatMap(renderProfile),
  ].join('\n\n');
}

function renderProfile({ shape, orders, seconds, groups, functions, statements }: Profile): string[] {
  const part = (value: number): string => `${number(value * 100, 1)} %`;
  const all = statements.reduce((sum, { ms }) => sum + ms, 0);
  const calls = statements.reduce((sum, one) => sum + one.calls, 0);
  return [
    `### ${shapes[shape]}, ${number(orders / seconds)} orders/s while profiled`,
    table(
      ['Node', 'busy time'],
      groups.map(({ name, part: share }) => [name, part(share)]),
    ),
    table(
      ['Node, by function', 'busy time'],
      functions.slice(0, 10).map(({ name, part: share }) => [`\`${name}\``, part(share)]),
    ),
    table(
      ['PostgreSQL', 'times an order', 'ms an order', 'of all'],
      [
        ...statements.slice(0, 10).map((one) => [name(one), number(one.calls / orders, 2), number(one.ms / orders, 2), part(one.ms / all)]),
        ['all', number(calls / orders, 2), number(all / orders, 2), part(1)],
      ],
    ),
  ];
}

const name = ({ database, text }: StatementTime): string => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").trim();
  return `${database.replace(/^[a-z]+_/, '')}: \`${line.length > 90 ? `${line.slice(0, 90)}...` : line}\``;
};
