import { composeSnapshot } from '../compose/compose-snapshot.ts';
import type { Composition } from '../model.ts';
import type { Project } from '../project/config.ts';
import { workingTree } from '../project/working-tree.ts';
import { findingLine } from '../report/lines.ts';

/** What the working tree composes to; undefined when it does not, which is then told on standard error. */
export async function composedTree(project: Project): Promise<Composition | undefined> {
  const composed = composeSnapshot(await workingTree(project));
  if (composed.kind === 'composed') return composed.composition;
  console.error(['The subgraphs do not compose:', ...composed.findings.map(findingLine)].join('\n'));
  return undefined;
}
