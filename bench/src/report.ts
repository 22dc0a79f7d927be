import type { Bytes } from '@cartograph/kit/testing/bytes';
import { judge, ratioToFloor, whyNotReached } from './asked.ts';
import { bytesInWords } from './bytes.ts';
import { quantile } from './drive.ts';
import { renderInTheWay } from './in-the-way.ts';
import { number, table } from './markdown.ts';
import { type Cell, type Pace, perSecond } from './place-order.ts';
import type { Profile } from './profile.ts';
import type { RowsAnOrder } from './rows.ts';
import { type Condition, shapes } from './shapes.ts';

export interface Report {
  date: Date;
  pace: Pace;
  facts: readonly [string, string][];
  rows: RowsAnOrder;
  bytes: Bytes;
  cells: readonly Cell[];
  profiles: readonly Profile[];
  pgbench: boolean;
  compiler: boolean;
}

const head = [
  'what',
  'clients',
  'orders/s',
  'of the floor',
  'p50 ms',
  'p99 ms',
  'statements',
  'round trips',
  'WAL syncs',
  'CPU ms an order',
  'CPU % Node / PG / load / others',
];

function cellLine(cells: readonly Cell[], cell: Cell): string[] {
  const { shape, clients, latenciesMs, statements, roundTrips, fsyncs, cpu, cpuOffered } = cell;
  const orders = latenciesMs.length;
  const share = (seconds: number): string => `${number((seconds / cpuOffered) * 100)}`;
  const others = Math.max(0, cpu.machine - cpu.node - cpu.postgres - cpu.load);
  // pgbench's connections spend time on planning before they count.
  const anOrder = (value: number, decimals: number): string => (shape === 'pgbench' ? '' : number(value / orders, decimals));
  return [
    shapes[shape],
    String(clients),
    number(perSecond(cell)),
    number(ratioToFloor(cells, shape, cell), 2),
    number(quantile(latenciesMs, 0.5), 1),
    number(quantile(latenciesMs, 0.99), 1),
    anOrder(statements, 1),
    anOrder(roundTrips, 1),
    anOrder(fsyncs, 2),
    anOrder((cpu.node + cpu.postgres) * 1_000, 2),
    [cpu.node, cpu.postgres, cpu.load, others].map(share).join(' / '),
  ];
}

/** The page, written by the run: ratios of one hour on one machine, and what they depend on. */
export function renderReport({ date, pace: { seconds, rounds }, facts, rows, bytes, cells, profiles, pgbench, compiler }: Report): string {
  const titles = [...new Set(cells.map(titleOf))];
  const sections = titles.map((title) => {
    const lines = cells.filter((cell) => titleOf(cell) === title).map((cell) => cellLine(cells, cell));
    return `### ${title}\n\n${table(head, lines)}`;
  });
  return [
    '# Bench',
    `Written by \`npm run bench\` on ${date.toISOString().slice(0, 10)}; do not edit. ${number(seconds, seconds < 1 ? 1 : 0)} s a cell${rounds > 1 ? `, in ${rounds} rounds in which the shapes take turns` : ''}.`,
    'Read the ratios: all of it ran in one go on one PostgreSQL, so they carry over to other machines better than the rates do.',
    `## Asked and reached\n\n${verdicts(cells)}`,
    notReached(cells),
    `## Placing orders\n\n${explanation(pgbench, compiler)}`,
    ...sections,
    profiles.length > 0 ? renderInTheWay(profiles) : '',
    `## What one order leaves behind\n\nThe same rows, and the same sums in the columns named, by the floor, the transaction and the saga; counted in this run.\n\n${table(
      ['table', 'adds'],
      [...rows].map(([name, count]) => [name, number(count)]),
    )}\n\nIn the rooms, once it is settled: ${bytesInWords(bytes)} (decision 0042).`,
    `## The machine\n\n${table(['fact', 'value'], facts)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const titleOf = ({ shelf, fdatasyncMs }: Condition): string =>
  `Baskets from ${number(shelf)} SKUs${fdatasyncMs > 0 ? `, every sync of PostgreSQL ${fdatasyncMs} ms slower` : ''}`;

const verdicts = (cells: readonly Cell[]): string =>
  table(
    ['what', 'asked', 'reached', ''],
    judge(cells).map(({ what, asked, reached, met }) => [
      what,
      asked,
      reached === undefined ? 'not measured' : number(reached, 2),
      reached === undefined ? '' : met ? 'yes' : '**no**',
    ]),
  );

/** In words, beside the profile further down. */
const notReached = (cells: readonly Cell[]): string => {
  const why = whyNotReached(cells);
  return why.length === 0 ? '' : `Not reached:\n\n${why.map((sentence) => `- ${sentence}`).join('\n')}`;
};

const explanation = (pgbench: boolean, compiler: boolean): string =>
  [
    'Three lines an order, signed-in buyers, card payments, fsync on; each client asks again as soon as it is answered.',
    '',
    '- **floor**: one prepared call of one plpgsql function in one transaction of one database, with the same tables, checks and indexes (`bench/src/floor.sql`). It could not survive a provider that answers late, and has one room for everything.',
    pgbench
      ? '- **floor by pgbench**: the same call made by `pgbench -M prepared`, to show that the driver is not what limits the floor.'
      : '- **floor by pgbench**: left out, there is no pgbench on this machine (Debian: apt-get install postgresql).',
    '- **transaction**: the same rows as a careful monolith writes them, by prepared statements from Node between BEGIN and COMMIT, locks sorted and taken late (`bench/src/transaction.ts`).',
    '- **saga**: placeOrder as a function, all rooms in one process, each with its database. Its answer comes after a durable decision.',
    '- **saga by operation**: the same as a GraphQL operation on orders.',
    '- **gateway**: the same over HTTP through the gateway, rooms and gateway in one process, from a process of its own.',
    '- **gateway, one process a room**: six rooms and the gateway as processes with databases of their own, signed HTTP between them.',
    '',
    'Orders a second count until the last order is settled (stock, price and points confirmed, money captured). The simulated provider keeps its books on the same server, and the floor writes those rows too.',
    '',
    compiler
      ? 'Statements are those that clients sent (the floor sends one, which does the rest inside), those of relays and sweeps included. Round trips are the times that PostgreSQL answered and was asked again, WAL syncs its calls of fdatasync, both counted in the server itself by a library loaded into it (`bench/src/slow-fdatasync.c`), less what idle rooms ask in that time. The same library makes the disk slower where a section says so.'
      : 'Statements are those that clients sent (the floor sends one, which does the rest inside), those of relays and sweeps included. Round trips, WAL syncs and the slower disk are left out: there is no cc on this machine (Debian: apt-get install gcc).',
    '',
    'CPU an order is Node and PostgreSQL together; in the rows without a load process Node also drives the clients. "Others" is whatever else ran on the machine, pgbench included. Where it is high, compare the CPU of an order rather than the rates: 64 connections of the floor are given processor time as 64 processes, the rooms as one.',
  ].join('\n');
