import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '@cartograph/kit/config';
import { type AgainstOptions, readAgainst } from './against/options.ts';
import { choose, numberOf, readArguments } from './arguments.ts';
import type { Group, Pace } from './place-order.ts';
import { type ClientCount, clientCounts, type Shelf, shapeNames, shapes, shelves } from './shapes.ts';

export interface Options {
  help: boolean;
  pace: Pace;
  groups: Group[];
  /** The most clients that a gateway sees at once, and that are there while the time is profiled. */
  crowd: ClientCount;
  /** Where the report goes; undefined when only a part is measured, which is no report. */
  out: string | undefined;
  /** Instead of measuring: where the time goes, on the screen. */
  profile: boolean;
  /** Instead of all that: this working tree beside another commit. */
  against: AgainstOptions | undefined;
}

export const usage = `npm run bench: places orders in many ways side by side, and writes bench/REPORT.md (about 8 minutes on a quiet machine).

Options, after -- for npm:
  --only saga,floor       what is measured (default all):
${shapeNames.map((name) => `                            ${name.padEnd(12)}${shapes[name]}`).join('\n')}
  --clients 64            of ${clientCounts.join(', ')} (default all)
  --shelf 1000            SKUs that orders choose from, of ${shelves.join(', ')} (default both)
  --fdatasync-ms 2        makes every sync of PostgreSQL so much slower; needs cc
  --seconds 5             a cell, from 0.1 to 600
  --quick                 1 s a cell, hardly warm, and half of the cells: shows that it works, not how fast
  --out file              where the report goes; with one of the first four nothing is written without it
  --profile               instead: where the time of 64 clients goes
  --against <commit>      instead: this working tree beside that commit, taking turns; prints the ratio, after to before, of rates and of
                          processor time per order and per request, each with its spread (about 8 minutes; Linux). Takes also:
      --clients 64,1          that order at once; the most of them look at pages, too
      --rounds 20             of one turn each; below six there is no interval
      --starts 4              of both, on data of their own: one start is not like another
      --seconds 2             per turn
  --help                  prints this (-h)`;

/** Of the default run: what a slow disk changes. */
const slowDisk = { clients: 64, fdatasyncMs: 2, shapes: ['floor', 'transaction', 'saga'] } as const;

/** Enough to see every shape alone, among others, and with few SKUs to choose from. */
const quickPlaces = [
  { clients: 1, shelf: 1_000 },
  { clients: 16, shelf: 1_000 },
  { clients: 16, shelf: 10 },
] as const;

export function readOptions(args: string[], pgbench: boolean, compiler: boolean): Options {
  const values = readArguments(args);
  const seconds = numberOf('--seconds', values.seconds, 0.1, 600) ?? (values.quick ? 1 : 5);
  const fdatasyncMs = numberOf('--fdatasync-ms', values['fdatasync-ms'], 0, 1_000);
  const only = choose('--only', values.only, shapeNames);
  const clients = choose('--clients', values.clients, clientCounts);
  const shelf = choose('--shelf', values.shelf, shelves);
  if (only?.includes('pgbench') && !pgbench)
    throw new ConfigError('--only pgbench: there is no pgbench on this machine (Debian: apt-get install postgresql).');
  if (fdatasyncMs !== undefined && !compiler)
    throw new ConfigError('--fdatasync-ms needs a C compiler, and there is no cc on this machine (Debian: apt-get install gcc).');
  const measured = shapeNames.filter((name) => (only?.includes(name) ?? true) && (name !== 'pgbench' || pgbench));
  const whole = [only, clients, shelf, fdatasyncMs].every((option) => option === undefined);
  const places = whole && values.quick ? quickPlaces : everyPlace(clients ?? clientCounts, shelf ?? shelves);
  const groups: Group[] = places.map((place) => ({ ...place, fdatasyncMs: fdatasyncMs ?? 0, shapes: measured }));
  if (whole && compiler) groups.push(...(values.quick ? [10 as const] : shelves).map((one) => ({ ...slowDisk, shelf: one })));
  if (values.out !== undefined && !existsSync(dirname(values.out)))
    throw new ConfigError(`--out: there is no folder ${dirname(values.out)}.`);
  return {
    help: values.help,
    pace: values.quick ? { seconds, rounds: 1, warmUpSeconds: 0.2 } : { seconds, rounds: 3, warmUpSeconds: 1 },
    groups,
    crowd: values.profile || groups.some(isCrowded) ? 64 : 16,
    out: values.out ?? (whole ? fileURLToPath(new URL('../REPORT.md', import.meta.url)) : undefined),
    profile: values.profile,
    against: readAgainst(values),
  };
}

const isCrowded = ({ clients, shapes: ways }: Group): boolean => clients === 64 && (ways.includes('gateway') || ways.includes('processes'));

const everyPlace = (clients: readonly ClientCount[], onShelves: readonly Shelf[]): Pick<Group, 'clients' | 'shelf'>[] =>
  onShelves.flatMap((shelf) => clients.map((count) => ({ clients: count, shelf })));
