import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { wires } from './open-wired-shop.ts';

export interface SilenceOptions {
  wires: readonly string[];
  seconds: number;
}

export const usage = `npm run silence: all connections of one wire of a shop of one process a room fall silent while buyers buy, and stay so; placing
must go on within 20 s, nothing be wrong, and ready tell of a database. Exit code 1 otherwise.

Options, after -- for npm:
  --wire NAME      only this one, or several with commas (default: each)
                   ${wires.join(' ')}
  --seconds 60     that each lasts, 1 to 3600
  --help           prints this (-h)`;

/** What to do, or undefined when help is asked for. Throws ConfigError with a sentence that names the argument. */
export function readOptions(args: readonly string[]): SilenceOptions | undefined {
  const text = { type: 'string' } as const;
  const read = () => parseArgs({ args: [...args], options: { wire: text, seconds: text, help: { type: 'boolean', short: 'h' } } }).values;
  let values: ReturnType<typeof read>;
  try {
    values = read();
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split('. ');
    throw new ConfigError(`${what.replace(/\.$/, '')}: npm run silence -- --help says what there is.`);
  }
  if (values.help) return undefined;
  const chosen = values.wire?.split(',') ?? wires;
  const unknown = chosen.find((name) => !wires.includes(name));
  if (unknown !== undefined) throw new ConfigError(`--wire must be one of ${wires.join(', ')}.`);
  const seconds = Number(values.seconds ?? 60);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600)
    throw new ConfigError('--seconds must be a whole number from 1 to 3600.');
  return { wires: chosen, seconds };
}
