import type { Change, Level } from '../model.ts';
import type { ChangeKind } from './kinds.ts';

/** A change before it is known where it is written and which subgraphs it comes from. */
export type Draft = Omit<Change, 'id' | 'scope' | 'subgraphs' | 'place'>;

export type Report = (draft: Draft) => void;

/** What a reader is told: what changed, who may break and how, what to do. */
export interface Words {
  message: string;
  reason: string;
  advice: string;
}

export const draft = (kind: ChangeKind, path: string, level: Level, words: Words, detail?: string): Draft => ({
  kind,
  level,
  path,
  ...(detail === undefined ? {} : { detail }),
  ...words,
});

/** The words of changes that need no care. */
export const harmless = (message: string, reason: string): Words => ({ message, reason, advice: 'Nothing to do.' });

/** What approvals name; one change has one id on every machine. */
export const idOf = ({ kind, path, detail, scope, subgraphs }: Omit<Change, 'id'>): string =>
  [
    kind,
    path,
    ...(detail === undefined ? [] : [detail]),
    ...(scope === 'api' || scope === 'event' ? [] : [`[${subgraphs.join(',')}]`]),
  ].join(' ');

/** Sorted by scope, path and kind, each with an id of its own. */
export const withIds = (changes: readonly Omit<Change, 'id'>[]): Change[] => {
  const seen = new Map<string, number>();
  const identified = changes.map((change) => {
    const id = idOf(change);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return { ...change, id: count === 1 ? id : `${id} #${count}` };
  });
  const key = ({ scope, path, id }: Change): string => `${scopes.indexOf(scope)} ${path} ${id}`;
  return identified
    .map((change) => ({ change, key: key(change) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ change }) => change);
};

const scopes = ['api', 'subgraph', 'internal', 'event'];
