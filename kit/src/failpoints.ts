import { ConfigError } from './config.ts';

/**
 * Named places where a test can end or hurt the process. Armed only by CARTOGRAPH_FAILPOINTS, which production refuses:
 * "orders.authorize.after_call=kill" or "...=throw", with "@3" for the third time it is reached and after; several with commas.
 */
type Action = 'kill' | 'throw';

interface Armed {
  action: Action;
  /** Passes left before it goes off. */
  left: number;
}

const armed = parseFailpoints(process.env['CARTOGRAPH_FAILPOINTS']);

export function parseFailpoints(text: string | undefined): Map<string, Armed> {
  const points = new Map<string, Armed>();
  if (!text) return points;
  if (process.env['NODE_ENV'] === 'production') throw new ConfigError('CARTOGRAPH_FAILPOINTS is for tests: unset it in production.');
  for (const item of text.split(',')) {
    const match = /^([a-z_.]+)=(kill|throw)(?:@(\d+))?$/.exec(item.trim());
    if (!match?.[1] || !match[2])
      throw new ConfigError(`CARTOGRAPH_FAILPOINTS: "${item}" is not of the form name=kill, name=throw or name=kill@3.`);
    points.set(match[1], { action: match[2] as Action, left: Number(match[3] ?? '1') - 1 });
  }
  return points;
}

/** Does nothing unless armed: one map look-up on an empty map. */
export function failpoint(name: string): void {
  const point = armed.get(name);
  if (!point) return;
  if (point.left > 0) {
    point.left -= 1;
    return;
  }
  if (point.action === 'kill') process.kill(process.pid, 'SIGKILL');
  throw new Error(`failpoint ${name}`);
}

/** Arms these and disarms all others, for a test that has a process at hand; production refuses it like the variable. */
export function armFailpoints(text: string): void {
  const points = parseFailpoints(text);
  armed.clear();
  for (const [name, point] of points) armed.set(name, point);
}
