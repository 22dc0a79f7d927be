import { uuidFromName } from '@cartograph/kit/ids';

/** The same uuid of version 7 for the same time and name: placements are found again when a seed is repeated. */
export function uuidAt(at: Date, name: string): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const [, , third = '', ...rest] = uuidFromName(name).split('-');
  return [time.slice(0, 8), time.slice(8), `7${third.slice(1)}`, ...rest].join('-');
}
