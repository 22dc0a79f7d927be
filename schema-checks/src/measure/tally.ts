import type { Level } from '../model.ts';
import type { Said } from './said.ts';

/** How two judges of one schema change stand to each other. */
export type Stand = 'same' | 'ours lower' | 'ours higher' | 'ours only' | 'theirs only';

export interface Difference {
  key: string;
  stand: Stand;
  ours: Level | undefined;
  theirs: Level | undefined;
}

const rank: Record<Level, number> = { safe: 0, dangerous: 1, breaking: 2 };

/** Every change that one of two judges calls dangerous or breaking, and what the other says of it. */
export function compareSaid(ours: Said, theirs: Said): Difference[] {
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return keys.flatMap((key) => {
    const [our, their] = [ours.get(key), theirs.get(key)];
    if ((our ?? 'safe') === 'safe' && (their ?? 'safe') === 'safe') return [];
    return [{ key, ours: our, theirs: their, stand: standOf(our, their) }];
  });
}

function standOf(ours: Level | undefined, theirs: Level | undefined): Stand {
  if (theirs === undefined) return 'ours only';
  if (ours === undefined) return 'theirs only';
  if (ours === theirs) return 'same';
  return rank[ours] < rank[theirs] ? 'ours lower' : 'ours higher';
}

/** Counts by kind, the levels that stand against each other, and how they stand. */
export class Tally {
  readonly #rows = new Map<string, { count: number; examples: string[] }>();
  #keptExamples: number;

  constructor(keptExamples: number) {
    this.#keptExamples = keptExamples;
  }

  add(difference: Difference, where: string): void {
    const { key, stand, ours, theirs } = difference;
    const row = `${key.split(' ')[0]}\t${stand}\t${ours ?? '-'}\t${theirs ?? '-'}`;
    const found = this.#rows.get(row) ?? { count: 0, examples: [] };
    found.count++;
    if (found.examples.length < this.#keptExamples) found.examples.push(`${key} (${where})`);
    this.#rows.set(row, found);
  }

  rows(): { kind: string; stand: Stand; ours: string; theirs: string; count: number; examples: readonly string[] }[] {
    return [...this.#rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([row, { count, examples }]) => {
        const [kind = '', stand = '', ours = '', theirs = ''] = row.split('\t');
        return { kind, stand: stand as Stand, ours, theirs, count, examples };
      });
  }
}
