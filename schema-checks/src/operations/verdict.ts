import type { Level, Verdict } from '../model.ts';
import type { Config } from '../project/config.ts';

/** How many use what changed, how many only meet something new by it, and whether nobody is known who could. */
export interface Users {
  hit: number;
  mild: number;
  blind: boolean;
}

/** What becomes of a change that is not safe. */
export function verdictOn(level: Level, { hit, mild, blind }: Users, changes: Config['changes']): Verdict {
  const strict = changes.failOn === 'dangerous';
  if (level === 'dangerous') {
    if (!strict) return { kind: 'passes', because: 'dangerous-allowed' };
    return hit > 0 ? { kind: 'fails', because: 'dangerous' } : { kind: 'passes', because: 'unused' };
  }
  if (hit > 0) return { kind: 'fails', because: 'used' };
  if (strict && mild > 0) return { kind: 'fails', because: 'dangerous' };
  // That nobody is known to use it says something only where somebody is known at all.
  return changes.unused === 'fail' || blind ? { kind: 'fails', because: 'breaking' } : { kind: 'passes', because: 'unused' };
}
