import { type Profiler, Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuOf } from './cpu.ts';
import { nameJson } from './json-by-name.ts';
import { measure, ownerOf } from './place-order.ts';
import type { ClientCount, ShapeName } from './shapes.ts';
import type { Site } from './site.ts';
import { forgetStatements, type StatementTime, timeStatements } from './statements.ts';

/** Where the time of one shape goes, with baskets from 1,000 SKUs. */
export interface Profile {
  shape: ShapeName;
  clients: ClientCount;
  orders: number;
  seconds: number;
  /** Processor milliseconds an order, of each process that rooms and gateway have. */
  programs: { name: string; ms: number }[];
  /** Of this process's busy time, the greatest first. */
  functions: Share[];
  groups: Share[];
  /** Of PostgreSQL, the longest first. */
  statements: StatementTime[];
}

export interface Share {
  name: string;
  part: number;
}

export async function takeProfile(site: Site, shape: ShapeName, clients: ClientCount, seconds: number): Promise<Profile> {
  const condition = { clients, shelf: 1_000, fdatasyncMs: 0 } as const;
  await measure(site, shape, condition, Math.min(3, seconds));
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 250 });
  await forgetStatements(site.admin);
  const programs = (shape === 'processes' && site.processes?.programs) || [{ name: 'rooms and gateway', pid: process.pid }];
  const used = programs.map(({ pid }) => cpuOf(pid));
  const giveBack = nameJson();
  await session.post('Profiler.start');
  const round = await measure(site, shape, condition, seconds);
  const { profile } = await session.post('Profiler.stop');
  giveBack();
  session.disconnect();
  const orders = round.latenciesMs.length;
  const cpu = programs.map(({ name, pid }, index) => ({ name, ms: ((cpuOf(pid) - (used[index] ?? 0)) * 1_000) / orders }));
  const statements = await timeStatements(site.admin, ownerOf[shape]);
  // Of rooms elsewhere this process knows nothing.
  const times = shape === 'processes' ? [] : selfTimes(profile);
  return {
    shape,
    clients,
    orders,
    seconds: round.seconds,
    programs: cpu.toSorted((a, b) => b.ms - a.ms),
    functions: shares(times, ({ functionName, url, lineNumber }) => `${functionName || '(anonymous)'} ${place(url)}:${lineNumber + 1}`),
    groups: shares(times, groupOf),
    statements,
  };
}

type Frame = Profiler.ProfileNode['callFrame'];

/** Microseconds a place in the code, without waiting and without the profiler's own. */
function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): [Frame, number][] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<Frame, number>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (!frame || ['(idle)', '(program)'].includes(frame.functionName) || frame.url === 'node:inspector') continue;
    times.set(frame, (times.get(frame) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return [...times];
}

function shares(times: readonly [Frame, number][], nameOf: (frame: Frame) => string): Share[] {
  const total = times.reduce((sum, [, time]) => sum + time, 0);
  const byName = new Map<string, number>();
  for (const [frame, time] of times) byName.set(nameOf(frame), (byName.get(nameOf(frame)) ?? 0) + time);
  return [...byName].map(([name, time]) => ({ name, part: time / total })).toSorted((a, b) => b.part - a.part);
}

const socketWrites = new Set([
  'writev',
  'writeUtf8String',
  'writeBuffer',
  'writeLatin1String',
  'writeAsciiString',
  'writevGeneric',
  'writeGeneric',
]);

/** The first that fits. */
const groups: readonly [string, (frame: Frame) => boolean][] = [
  ['socket writes', ({ functionName }) => socketWrites.has(functionName)],
  ['garbage collection', ({ functionName }) => functionName === '(garbage collector)'],
  ['JSON', ({ url }) => url.includes('/json-by-name.ts') || url.includes('/secure-json-parse/')],
  ['GraphQL and Apollo', ({ url }) => /\/node_modules\/(graphql|@apollo|@graphql-tools)\//.test(url)],
  ['PostgreSQL driver', ({ url }) => /\/node_modules\/(pg|pg-[a-z]+|postgres-[a-z]+|drizzle-orm)\//.test(url)],
  ['other packages', ({ url }) => url.includes('/node_modules/')],
  ['the bench', ({ url }) => url.includes('/bench/src/')],
  ['our code', ({ url }) => url.startsWith('file:')],
];

const groupOf = (frame: Frame): string => groups.find(([, fits]) => fits(frame))?.[0] ?? 'Node itself';

const place = (url: string): string => (url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url);
