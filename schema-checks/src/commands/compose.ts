import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printSchema } from 'graphql';
import { isInconsistency, weighed } from '../compose/findings.ts';
import { findingLine } from '../report/lines.ts';
import { flag, readArguments } from './arguments.ts';
import { composedTree } from './composed-tree.ts';

const command = {
  name: 'compose',
  does: 'composes the subgraphs and writes supergraph and API schema.',
  options: { check: flag },
  help: '  --check              writes nothing; fails when the files are not what the subgraphs compose to',
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const composition = await composedTree(project);
  if (!composition) return 1;
  const { supergraphSdl = '', api, hints } = composition;
  let code = 0;
  for (const [file, sdl] of [
    [project.config.supergraph, supergraphSdl],
    [project.config.api, `${printSchema(api)}\n`],
  ] as const) {
    const path = join(project.root, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === sdl) continue;
    if (given.values.check) {
      console.error(`${file} is not what the subgraphs compose to: run npm run schema:compose and commit it.`);
      code = 1;
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, sdl);
      console.log(`wrote ${file}`);
    }
  }
  const told = weighed(hints, project.config.inconsistencies).filter(isInconsistency);
  if (told.length > 0) console.error(['Subgraphs say different things of one type:', ...told.map(findingLine)].join('\n'));
  return told.some(({ severity }) => severity === 'error') ? 1 : code;
}
