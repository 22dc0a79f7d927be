import { quantile } from './drive.ts';
import { type Cell, clientCounts, type Pace, perSecond, type ShapeName, shelves } from './place-order.ts';
import type { RowsAnOrder } from './rows.ts';

export interface Report {
  date: Date;
  pace: Pace;
  facts: readonly [string, string][];
  rows: RowsAnOrder;
  cells: readonly Cell[];
  pgbench: boolean;
}

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');

const number = (value: number, decimals = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** How fast `cell` is beside the floor of the same clients and SKUs. */
export function ratioToFloor(cells: readonly Cell[], cell: Cell): number {
  const { clients, shelf } = cell;
  const floor = cells.find((other) => other.shape === 'floor' && other.clients === clients && other.shelf === shelf);
  return floor ? perSecond(cell) / perSecond(floor) : Number.NaN;
}

function cellLine(cells: readonly Cell[], cell: Cell): string[] {
  const { shape, clients, latenciesMs, statements, cpu, cpuOffered } = cell;
  const orders = latenciesMs.length;
  const share = (seconds: number): string => `${number((seconds / cpuOffered) * 100)}`;
  const others = Math.max(0, cpu.machine - cpu.node - cpu.postgres - cpu.load);
  return [
    shape,
    String(clients),
    number(perSecond(cell)),
    number(ratioToFloor(cells, cell), 2),
    number(quantile(latenciesMs, 0.5), 1),
    number(quantile(latenciesMs, 0.99), 1),
    number(statements / orders, 1),
    // pgbench's connections spend time on planning before they count.
    shape === 'floor by pgbench' ? '' : number(((cpu.node + cpu.postgres) / orders) * 1_000, 2),
    [cpu.node, cpu.postgres, cpu.load, others].map(share).join(' / '),
  ];
}

const head = [
  'what',
  'clients',
  'orders/s',
  'of the floor',
  'p50 ms',
  'p99 ms',
  'statements',
  'CPU ms an order',
  'CPU % Node / PG / load / others',
];

/** The page, written by the run: ratios of one hour on one machine, and what they depend on. */
export function renderReport({ date, pace: { seconds, rounds }, facts, rows, cells, pgbench }: Report): string {
  const sections = shelves.map((shelf) => {
    const lines = cells.filter((cell) => cell.shelf === shelf).map((cell) => cellLine(cells, cell));
    return `### Baskets from ${number(shelf)} SKUs\n\n${table(head, lines)}`;
  });
  return [
    '# Bench',
    `Written by \`npm run bench\` on ${date.toISOString().slice(0, 10)}; do not edit. ${number(seconds, seconds < 1 ? 1 : 0)} s a cell${rounds > 1 ? `, in ${rounds} rounds in which the shapes take turns` : ''}.`,
    'Read the ratios: all of it ran in one go on one PostgreSQL, so they carry over to other machines better than the rates do.',
    `## Placing orders\n\n${explanation(pgbench)}`,
    ...sections,
    comparisonWithPgbench(cells),
    `## What one order leaves behind\n\nThe same rows by the floor and by the saga, counted in this run.\n\n${table(
      ['table', 'rows'],
      [...rows].map(([name, count]) => [name, String(count)]),
    )}`,
    `## The machine\n\n${table(['fact', 'value'], facts)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const explanation = (pgbench: boolean): string =>
  [
    'Three lines an order, signed-in buyers, card payments, fsync on; each client asks again as soon as it is answered.',
    '',
    '- **floor**: one prepared call of one plpgsql function in one transaction of one database, with the same tables, checks and indexes (`bench/src/floor.sql`). It could not survive a provider that answers late, and has one room for everything.',
    pgbench
      ? '- **floor by pgbench**: the same call made by `pgbench -M prepared`, to show that the driver is not what limits the floor.'
      : '- **floor by pgbench**: left out, there is no pgbench on this machine (Debian: apt-get install postgresql).',
    '- **saga**: placeOrder as a function, all rooms in one process, each with its database. Its answer comes after a durable decision.',
    '- **saga by operation**: the same as a GraphQL operation on orders.',
    '- **gateway**: the same over HTTP through the gateway, from a process of its own.',
    '',
    'Orders a second count until the last order is settled (stock, price and points confirmed, money captured). Statements are those of the rooms, their relays and sweeps included; the simulated provider keeps its books on the same server, and the floor writes those rows too. CPU an order is Node and PostgreSQL together; in the rows without a load process Node also drives the clients. "Others" is whatever else ran on the machine, pgbench included. Where it is high, compare the CPU of an order rather than the rates: 64 connections of the floor are given processor time as 64 processes, the rooms as one.',
  ].join('\n');

function comparisonWithPgbench(cells: readonly Cell[]): string {
  const of = (shape: ShapeName) => cells.filter((cell) => cell.shape === shape);
  const ratios = of('floor by pgbench').map((cell) => ({ cell, ratio: ratioToFloor(cells, cell) }));
  if (ratios.length === 0) return '';
  const far = ratios.filter(({ ratio }) => ratio < 0.8 || ratio > 1.25);
  const list = far.map(({ cell, ratio }) => `${cell.clients} clients on ${cell.shelf} SKUs: ${number(ratio, 2)}`).join('; ');
  return far.length === 0
    ? `pgbench and the floor are within 25 % of each other in all ${shelves.length * clientCounts.length} cells.`
    : `pgbench and the floor are more than 25 % apart in ${far.length} of ${ratios.length} cells (${list}): read those ratios with care.`;
}
