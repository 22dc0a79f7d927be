import { quantile, shown } from './load.ts';
import type { Figures } from './measure.ts';

export interface Verdict {
  line: string;
  kept: boolean;
}

/** Each figure against what is promised (docs/decisions/0042). Bounds are of a quiet machine with two processors. */
export function judge(figures: Figures): Verdict[] {
  const { startSeconds, status, examined, doctor, alone, forgetting, forgotten, forgettingSeconds } = figures;
  const within = (what: string, value: number, unit: string, bound: number): Verdict => {
    const kept = value <= bound;
    return { kept, line: `${kept ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(1)}${unit}, at most ${bound.toFixed(1)}${unit}` };
  };
  const said = (line: string): Verdict => ({ kept: true, line: `     ${line}` });
  const zero = (what: string, exitCode: number | null, output: string): Verdict[] =>
    exitCode === 0 ? [] : [{ kept: false, line: `MISS ${what} ended with ${exitCode}:\n${output}` }];
  const rows = Object.entries(forgotten).filter(([, count]) => count > 0);
  const all = rows.reduce((sum, [, count]) => sum + count, 0);
  const others = examined.other + alone.other + forgetting.other;
  return [
    within('start', startSeconds, ' s', 30),
    within('status', status.seconds, ' s', 15),
    ...zero('status', status.exitCode, status.output),
    within('doctor beside buyers', doctor.seconds, ' s', 60),
    within("doctor's memory", doctor.megabytes, ' MB', 300),
    ...zero('doctor', doctor.exitCode, doctor.output),
    said(`buying beside the doctor: ${shown(examined)}`),
    within('p99 beside the doctor', quantile(examined, 0.99), ' ms', 2_000),
    said(`buying: ${shown(alone)}`),
    said(`buying under retention: ${shown(forgetting)}`),
    said(`forgotten in ${forgettingSeconds.toFixed(1)} s: ${rows.map(([kind, count]) => `${kind} ${count}`).join(', ')}`),
    { kept: all > 0, line: `${all > 0 ? 'ok  ' : 'MISS'} rows forgotten: ${all}, at least 1` },
    within('p50 under retention', quantile(forgetting, 0.5), ' ms', quantile(alone, 0.5) * 1.2),
    within('p99 under retention', quantile(forgetting, 0.99), ' ms', quantile(alone, 0.99) * 2),
    { kept: others === 0, line: `${others === 0 ? 'ok  ' : 'MISS'} buyers who had no order for an answer: ${others}, at most 0` },
  ];
}
