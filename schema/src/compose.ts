import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subgraphs } from './subgraphs.ts';
import { composeRooms } from './supergraph.ts';

const root = join(import.meta.dirname, '../..');
const check = process.argv.includes('--check');

const composed = composeRooms(subgraphs.map(({ name, url, sdl }) => ({ name, url, sdl: readFileSync(join(root, sdl), 'utf8') })));

if (composed.kind === 'refused') {
  console.error(['The rooms do not compose:', ...composed.problems.map((problem) => `  ${problem}`)].join('\n'));
  process.exitCode = 1;
} else {
  const files = { 'schema/supergraph.graphql': composed.supergraph, 'schema/api.graphql': composed.api };
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (check) {
      console.error(`${file} is not what the rooms compose to: run npm run schema:compose and commit it.`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, text);
      console.log(`wrote ${file}`);
    }
  }
  if (composed.inconsistencies.length > 0) {
    console.error(['Rooms say different things of one type:', ...composed.inconsistencies.map((line) => `  ${line}`)].join('\n'));
    process.exitCode = 1;
  }
}
