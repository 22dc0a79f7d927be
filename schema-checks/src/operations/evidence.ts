import type { Change, KnownOperation } from '../model.ts';
import { counted } from '../report/section.ts';
import type { Hitting } from './hitting.ts';

/** What the verdict on one change rests on. */
export interface Reached {
  /** Operations that could have used it. */
  known: readonly KnownOperation[];
  /** Those that it hits and that count. */
  hit: readonly Hitting[];
  /** Those that only meet something new where others break. */
  mild: readonly Hitting[];
  /** Those that it hits and that do not count, with why. */
  aside: readonly { hitting: Hitting; why: string }[];
}

/** The evidence in one sentence: how many operations of how many clients, of which time, and what was not counted. */
export function evidenceOf(change: Change, { known, hit, mild, aside }: Reached, windowDays: number): string {
  if (known.length === 0) return nobodyKnown(change);
  const clients = new Set(known.map(({ client }) => client)).size;
  const whole = `${counted(known.length, 'operation')} of ${counted(clients, 'client')}`;
  const usage = known.some((operation) => operation.usage) ? ` (usage of the last ${counted(windowDays, 'day')})` : '';
  const assumed = hit.filter((hitting) => hitting.assumed).length;
  const verb = hit.length === 1 ? 'uses' : 'use';
  const uses = hit.length === 0 ? `none of ${whole} uses it` : `${hit.length} of ${whole} ${verb} it`;
  const unknown = `${assumed === hit.length ? 'assumed' : `${assumed} of them assumed`}, for nobody has recorded what the variables hold`;
  return [
    `${uses}${usage}`,
    ...(assumed > 0 ? [unknown] : []),
    ...(mild.length > 0
      ? [
          `${counted(mild.length, 'other')} only ${mild.length === 1 ? 'reads' : 'read'} the type and ${mild.length === 1 ? 'stays' : 'stay'} valid`,
        ]
      : []),
    ...(aside.length > 0 ? [`not counted: ${listed(aside.map(({ hitting, why }) => `${nameOf(hitting)} (${why})`))}`] : []),
  ].join('; ');
}

const nobodyKnown = ({ scope, subgraphs }: Change): string =>
  scope === 'api'
    ? 'no operation is known, so nobody can say who uses it'
    : `no call to ${subgraphs.join(' or ') || 'a subgraph'} itself is known`;

const nameOf = ({ user: { operation } }: Hitting): string => `${operation.name} of ${operation.client}`;

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
