import { federationChangeKinds } from '../diff/kinds.ts';
import type { Change, Hit, JudgedChange } from '../model.ts';
import type { Config } from '../project/config.ts';
import { evidenceOf, type Reached } from './evidence.ts';
import { hittingsOf } from './hit-rules.ts';
import type { Hitting } from './hitting.ts';
import type { Holding } from './holding.ts';
import type { Lane, Lanes } from './lanes.ts';
import { placeOfNode } from './placed-source.ts';
import { verdictOn } from './verdict.ts';

export interface JudgeOptions {
  config: Pick<Config, 'usage' | 'changes'>;
  holds: Holding;
}

export interface Judged {
  change: JudgedChange;
  /** Everybody it reaches, whether they count or not. */
  reached: readonly Hitting[];
}

const shown = 20;
const federation: ReadonlySet<string> = new Set(federationChangeKinds);

/** The verdict on one change by who is known to use what it changes. */
export function judgeChange(change: Change, lanes: Lanes, { config, holds }: JudgeOptions): Judged {
  if (change.level === 'safe')
    return { change: { ...change, verdict: { kind: 'passes', because: 'safe' }, hits: [], moreHits: 0, evidence: '' }, reached: [] };
  const asked = lanesFor(change, lanes);
  const hittings = asked.flatMap((lane) => hittingsIn(lane, change));
  const aside = hittings.flatMap((hitting) => {
    const why = holds(hitting.user.operation);
    return why === undefined ? [] : [{ hitting, why }];
  });
  const counting = hittings.filter(({ user }) => holds(user.operation) === undefined);
  const [mild, hit] = [counting.filter((each) => each.mild), counting.filter((each) => !each.mild)];
  const reached: Reached = { known: asked.flatMap(({ operations }) => operations), hit, mild, aside };
  const anyCalls = [...lanes.keys()].some((name) => name !== undefined);
  const blind = reached.known.length === 0 && (change.scope === 'api' || (change.scope === 'internal' && !anyCalls));
  const verdict = verdictOn(change.level, { hit: hit.length, mild: mild.length, blind }, config.changes);
  const counted = verdict.kind === 'fails' && verdict.because === 'dangerous' ? [...hit, ...mild] : hit;
  const hits = counted.map(hitOf).sort(inOrder);
  return {
    change: {
      ...change,
      verdict,
      hits: hits.slice(0, shown),
      moreHits: Math.max(0, hits.length - shown),
      evidence: evidenceOf(change, reached, config.usage.windowDays),
    },
    reached: hittings,
  };
}

/**
 * The API's operations for its changes; for those of a subgraph what is sent to it, and where federation breaks, the API's too. Of a
 * subgraph that goes, what the API loses with it is told by itself.
 */
function lanesFor({ scope, kind, subgraphs }: Change, lanes: Lanes): Lane[] {
  const shared = federation.has(kind) && kind !== 'SUBGRAPH_REMOVED';
  const names = scope === 'api' ? [undefined] : [...subgraphs, ...(shared ? [undefined] : [])];
  return names.flatMap((name) => lanes.get(name) ?? []);
}

/** An operation that did not fit the old schema was written for the new one. */
function hittingsIn(lane: Lane, change: Change): Hitting[] {
  const view = lane.view();
  return view ? hittingsOf(change, view).filter(({ user }) => lane.errorsBefore(user.operation).length === 0) : [];
}

function hitOf({ user: { operation }, nodes, message }: Hitting): Hit {
  const { name, client, usage } = operation;
  const [node] = nodes;
  return {
    operation: name,
    client,
    place: node ? placeOfNode(node, operation) : operation.place,
    message,
    ...(usage && { count: usage.count }),
  };
}

const inOrder = (a: Hit, b: Hit): number =>
  compare(a.client, b.client) ||
  compare(a.operation, b.operation) ||
  compare(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  a.place.column - b.place.column;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
