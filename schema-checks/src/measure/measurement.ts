import { diffApi } from '../diff/diff-api.ts';
import { type Drawn, drawAgainst } from './draw.ts';
import { diceOf } from './random-operations.ts';
import { type Said, saidByGraphql, saidByInspector, saidByUs } from './said.ts';
import { compareSaid, Tally } from './tally.ts';
import type { Version } from './versions.ts';

export const others = ['graphql', 'inspector'] as const;
type Judge = 'ours' | (typeof others)[number];

/** What pairs of versions add up to. */
export class Measurement {
  readonly seconds: Record<Judge, number> = { ours: 0, graphql: 0, inspector: 0 };
  /** Pairs by `who`, whether it is breaking to us and whether to them. */
  readonly verdicts = new Map<string, number>();
  readonly tallies: Record<(typeof others)[number], Tally>;
  readonly drawn: Drawn = { operations: 0, broken: 0, missed: [], stillValid: new Map() };
  readonly #operations: number;

  constructor({ examples, operations }: { examples: number; operations: number }) {
    this.tallies = { graphql: new Tally(examples), inspector: new Tally(examples) };
    this.#operations = operations;
  }

  async add(before: Version, after: Version): Promise<void> {
    const where = `${before.name} -> ${after.name}`;
    const changes = await this.#timed('ours', () => diffApi(before.schema, after.schema));
    const ours = saidByUs(changes);
    const theirs = await this.#timed('graphql', () => saidByGraphql(before.schema, after.schema));
    this.#compare('graphql', ours, theirs, where);
    this.#compare('inspector', ours, await this.#timed('inspector', () => saidByInspector(before.schema, after.schema)), where);
    if (this.#operations === 0) return;
    const { drawn } = this;
    const targets = [...ours, ...theirs].flatMap(([key, level]) => (level === 'safe' ? [] : (key.split(' ')[1] ?? [])));
    const dice = diceOf(drawn.operations + 1);
    const found = drawAgainst(before.schema, after.schema, changes, { count: this.#operations, targets, dice });
    drawn.operations += found.operations;
    drawn.broken += found.broken;
    drawn.missed.push(...found.missed.map((message) => `${message} (${where})`));
    for (const [kind, count] of found.stillValid) drawn.stillValid.set(kind, (drawn.stillValid.get(kind) ?? 0) + count);
  }

  #compare(who: (typeof others)[number], ours: Said, theirs: Said, where: string): void {
    for (const difference of compareSaid(ours, theirs)) this.tallies[who].add(difference, where);
    const verdict = `${who}: ${isBreaking(ours)} to us, ${isBreaking(theirs)} to it`;
    this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
  }

  async #timed<T>(who: Judge, say: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const said = await say();
    this.seconds[who] += (performance.now() - start) / 1000;
    return said;
  }
}

const isBreaking = (said: Said): string => ([...said.values()].includes('breaking') ? 'breaking' : 'not breaking');
