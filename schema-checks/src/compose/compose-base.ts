import type { Composition, Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { type BaseOptions, baseSnapshot } from '../project/base-snapshot.ts';
import type { Project } from '../project/config.ts';
import { findingLine } from '../report/lines.ts';
import { composeSnapshot } from './compose-snapshot.ts';

/**
 * What the base composes to; when its files are those of `now`, nothing is composed twice.
 * InputProblem when it does not compose: against what nobody can read, everything or nothing would be a change.
 */
export async function composeBase(project: Project, base: string, now?: Composition, options: BaseOptions = {}): Promise<Composition> {
  const snapshot = await baseSnapshot(project, base, options);
  if (now && sameSources(snapshot, now.snapshot)) return { ...now, snapshot };
  // That its queries can be planned was proven when it merged.
  const composed = composeSnapshot(snapshot, { satisfiability: false });
  if (composed.kind === 'composed') return composed.composition;
  const [first] = composed.findings;
  throw new InputProblem(
    `${options.option ?? '--base'} ${base}: its subgraphs do not compose; name one that does. ${first ? findingLine(first) : ''}`.trim(),
  );
}

const sameSources = (base: Snapshot, now: Snapshot): boolean =>
  base.supergraphSdl === undefined &&
  base.api === undefined &&
  base.subgraphs.length === now.subgraphs.length &&
  base.subgraphs.every(({ name, url, sdl, file }, index) => {
    const other = now.subgraphs[index];
    return other?.name === name && other.url === url && other.file === file && other.sdl === sdl;
  });
