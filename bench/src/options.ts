import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import type { Pace } from './place-order.ts';

export interface Options {
  pace: Pace;
  /** Where the report goes. */
  out: string;
  /** Instead of measuring: where the time of the saga and of the gateway goes, on the screen. */
  profile: boolean;
}

/** `--seconds 5` a cell, `--quick` (1 s a cell, hardly warm: shows that it works, not how fast), `--out file`, `--profile`. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string', default: fileURLToPath(new URL('../REPORT.md', import.meta.url)) },
      profile: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds ?? (values.quick ? 1 : 5));
  if (!(seconds >= 0.1 && seconds <= 600)) throw new ConfigError('--seconds must be from 0.1 to 600.');
  const pace = values.quick ? { seconds, rounds: 1, warmUpSeconds: 0.2 } : { seconds, rounds: 3, warmUpSeconds: 1 };
  return { pace, out: values.out, profile: values.profile };
}
