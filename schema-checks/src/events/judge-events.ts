import type { Change, Hit, JudgedChange } from '../model.ts';
import { verdictOn } from '../operations/verdict.ts';
import type { Config } from '../project/config.ts';
import { counted } from '../report/section.ts';
import type { EventReader } from './model.ts';
import { isWithin } from './paths.ts';

const shown = 20;

/** What each change of an event does to its readers. Where no reader is known at all, nobody can say that it hurts none. */
export const judgeEvents = (changes: readonly Change[], readers: readonly EventReader[], config: Pick<Config, 'changes'>): JudgedChange[] =>
  changes.map((change) => {
    if (change.level === 'safe') return { ...change, verdict: { kind: 'passes', because: 'safe' }, hits: [], moreHits: 0, evidence: '' };
    const hits = readers.flatMap((reader) => hitOf(change, reader)).sort(inOrder);
    const verdict = verdictOn(change.level, { hit: hits.length, mild: 0, blind: readers.length === 0 }, config.changes);
    const evidence = evidenceOf(hits.length, readers.length);
    return { ...change, verdict, hits: hits.slice(0, shown), moreHits: Math.max(0, hits.length - shown), evidence };
  });

/** A reader is hit where its event changes as a whole, and where what it reads leads through what changed, or the other way round. */
function hitOf({ path: where, kind }: Change, { consumer, event, reads, place }: EventReader): Hit[] {
  const [name, path] = splitPath(where);
  if (name !== event) return [];
  const user = { operation: consumer, client: consumer.split('.')[0] ?? consumer };
  if (whole.has(kind)) return [{ ...user, place, message: `reads ${event}` }];
  const hit = reads.filter((read) => isWithin(path, read.path) || (kind !== 'EVENT_OBJECT_OPENED' && isWithin(read.path, path)));
  const [first] = hit;
  return first ? [{ ...user, place: first.place, message: `reads ${hit.map((read) => read.path).join(', ')}` }] : [];
}

const whole: ReadonlySet<Change['kind']> = new Set(['EVENT_REMOVED', 'EVENT_KEY_CHANGED', 'EVENT_SEQUENCE_REMOVED']);

/** `orders.order_placed.v1:lines[].sku` as event and path. */
export function splitPath(path: string): [event: string, path: string] {
  const [event = '', ...rest] = path.split(':');
  return [event, rest.join(':')];
}

function evidenceOf(hits: number, readers: number): string {
  if (readers === 0) return 'no reader is known, so nobody can say who reads it';
  return `${hits === 0 ? 'none' : hits} of ${counted(readers, 'known reader')} ${hits > 1 ? 'read' : 'reads'} it`;
}

const inOrder = (one: Hit, other: Hit): number => (one.operation < other.operation ? -1 : one.operation > other.operation ? 1 : 0);
