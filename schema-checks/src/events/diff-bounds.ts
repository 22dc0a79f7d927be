import { lower, upper } from './keywords.ts';
import type { Shape } from './shape.ts';

/** Keywords that promise less than before, or more, each in words. */
export interface Bounds {
  looser: string[];
  tighter: string[];
}

export function diffBounds({ bounds: before }: Shape, { bounds: after }: Shape): Bounds {
  const looser: string[] = [];
  const tighter: string[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) continue;
    if (now === undefined) looser.push(`no ${name} (it was ${old})`);
    else if (old === undefined) tighter.push(`${name} ${now}`);
    else (grows(name, old, now) ? tighter : looser).push(`${name} ${now} (it was ${old})`);
  }
  return { looser, tighter };
}

/** Of two forms, such as patterns, neither is known to say more than the other. */
const grows = (name: string, old: number | string, now: number | string): boolean =>
  (is(lower, name) && now > old) || (is(upper, name) && now < old);

const is = (names: readonly string[], name: string): boolean => names.includes(name);
