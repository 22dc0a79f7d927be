import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeContracts, outdated } from '../contracts/contract-files.ts';
import { findingLine } from '../report/lines.ts';
import { flag, readArguments } from './arguments.ts';
import { composedTree } from './composed-tree.ts';

const command = {
  name: 'contract',
  does: "composes the API's variants that the configuration describes by tags, and writes them.",
  options: { check: flag },
  help: '  --check              writes nothing; fails when a file is not what its contract composes to',
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const composition = await composedTree(project);
  if (!composition) return 1;
  const { files, findings } = composeContracts(composition, project.config.contracts);
  for (const finding of findings) console.error(findingLine(finding));
  const wrong = outdated(project, files);
  for (const { file, text } of wrong) {
    if (given.values.check) {
      console.error(`${file} is not what its contract composes to: run npm run schema:contract and commit it.`);
      continue;
    }
    mkdirSync(dirname(join(project.root, file)), { recursive: true });
    writeFileSync(join(project.root, file), text);
    console.log(`wrote ${file}`);
  }
  const failed = findings.some(({ severity }) => severity === 'error') || (given.values.check === true && wrong.length > 0);
  return failed ? 1 : 0;
}
