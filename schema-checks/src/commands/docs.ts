import { docsDrift, writeDocs } from '../docs/write-docs.ts';
import { findingLine } from '../report/lines.ts';
import { flag, readArguments } from './arguments.ts';
import { composedTree } from './composed-tree.ts';

const command = {
  name: 'docs',
  does: 'writes the map of the supergraph, the tables of each subgraph, and the reference of the API.',
  options: { check: flag },
  help: '  --check              writes nothing; fails when a page is not what the schema and the tables say',
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const composition = await composedTree(project);
  if (!composition) return 1;
  if (given.values.check) {
    const drift = docsDrift(project, composition);
    for (const finding of drift) console.error(findingLine(finding));
    return drift.length > 0 ? 1 : 0;
  }
  const { written, removed } = writeDocs(project, composition);
  for (const file of written) console.log(`wrote ${file}`);
  for (const file of removed) console.log(`removed ${file}`);
  return 0;
}
