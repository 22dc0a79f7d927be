import type { Composition, Finding } from '../model.ts';
import type { Project } from '../project/config.ts';
import { drift, type GeneratedFile, type Source, writeGenerated } from '../project/generated.ts';
import { findingLine } from '../report/lines.ts';
import { flag, readArguments } from './arguments.ts';
import { composedTree } from './composed-tree.ts';

interface Generated {
  files: GeneratedFile[];
  /** What is to be told beside them; an error fails. */
  findings: Finding[];
}

/** A command that writes what comes from the composed subgraphs, or with `--check` says which of it is outdated, and fails. */
export function generate(
  source: Source & { does: string },
  make: (project: Project, composition: Composition) => Generated,
): (args: string[]) => Promise<number> {
  const command = {
    name: source.command,
    does: source.does,
    options: { check: flag },
    help: `  --check              writes nothing; fails when a file is not ${source.says}`,
  };
  return async (args) => {
    const given = readArguments(command, args);
    if (!given) return 0;
    const project = given.project();
    const composition = await composedTree(project);
    if (!composition) return 1;
    const { files, findings } = make(project, composition);
    const told = given.values.check ? [...findings, ...drift(project, files, source)] : findings;
    for (const finding of told) console.error(findingLine(finding));
    if (!given.values.check) for (const line of writeGenerated(project, files)) console.log(line);
    return told.some(({ severity }) => severity === 'error') ? 1 : 0;
  };
}
