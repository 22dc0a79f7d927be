import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, type ShapeName } from './place-order.ts';
import type { Site } from './site.ts';

/** Prints the functions in which this process spends its time, by themselves, while 64 clients place orders. */
export async function printProfile(site: Site, shape: ShapeName, seconds: number, print: (line: string) => void): Promise<void> {
  await measure(site, shape, 64, 1_000, 3);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 250 });
  await session.post('Profiler.start');
  const round = await measure(site, shape, 64, 1_000, seconds);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const times = new Map<string, number>();
  const nameOf = new Map(
    profile.nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName || '(anonymous)'} ${place(callFrame.url)}:${callFrame.lineNumber + 1}`,
    ]),
  );
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const name = nameOf.get(id) ?? 'unknown';
    times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  }
  const busy = [...times].filter(([name]) => !name.startsWith('(idle)') && !name.startsWith('(program)'));
  const total = busy.reduce((sum, [, time]) => sum + time, 0);
  print(`${shape}, 64 clients, ${(round.latenciesMs.length / round.seconds).toFixed(0)} orders/s while profiled; share of busy time:`);
  for (const [name, time] of busy.sort(([, a], [, b]) => b - a).slice(0, 40))
    print(`${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
}

const place = (url: string): string => (url.startsWith('file:') ? relative(process.cwd(), fileURLToPath(url)) : url);
