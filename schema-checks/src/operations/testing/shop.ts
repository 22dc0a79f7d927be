import { buildSchema, Source } from 'graphql';
import { diffApi } from '../../diff/diff-api.ts';
import type { Change, Composition, Finding, JudgedChange, KnownOperation } from '../../model.ts';
import { type Config, configSchema } from '../../project/config.ts';
import { judge } from '../judge.ts';
import { loadText } from '../loaded.ts';
import { parseText } from '../split-document.ts';

/** A composition of which only the API is known. */
export const apiOf = (sdl: string, label = 'test'): Composition => ({
  snapshot: { label, subgraphs: [] },
  api: buildSchema(sdl),
  hints: [],
});

/** The operations of one text, as a client has committed them. */
export const known = (text: string, client = 'shop', more: Partial<KnownOperation> = {}): KnownOperation[] =>
  loadText(parseText(new Source(text, `${client}.graphql`)), { client, target: { kind: 'api' } }).map(({ operation }) => ({
    ...operation,
    ...more,
  }));

type Settings = { usage?: Partial<Config['usage']>; changes?: Partial<Config['changes']> };

export function configOf({ usage, changes }: Settings = {}): Config {
  return configSchema.parse({ subgraphs: [{ name: 'shop', sdl: 'shop.graphql', url: 'http://shop' }], usage, changes });
}

export interface Verdicts {
  changes: JudgedChange[];
  findings: Finding[];
  /** What fails and why, as `FIELD_REMOVED Query.a: used`. */
  fails: string[];
  /** Whom it hits, as `shop.graphql:1:3 asks for Query.a`. */
  hits: string[];
}

/** What the operations make of the way from one API to another. */
export function judged(before: string, after: string, operations: readonly KnownOperation[], settings: Settings = {}): Verdicts {
  const [old, now] = [apiOf(before, 'before'), apiOf(after, 'after')];
  return verdictsOn(diffApi(old.api, now.api), operations, old, now, settings);
}

export function verdictsOn(
  differences: readonly Change[],
  operations: readonly KnownOperation[],
  old: Composition,
  now: Composition,
  settings: Settings = {},
): Verdicts {
  const { changes, findings } = judge(differences, operations, old, now, configOf(settings));
  return {
    changes,
    findings,
    fails: changes.flatMap(({ id, verdict }) => (verdict.kind === 'fails' ? `${id}: ${verdict.because}` : [])),
    hits: changes.flatMap(({ hits }) => hits.map(({ place: { file, line, column }, message }) => `${file}:${line}:${column} ${message}`)),
  };
}
