import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.ts';
import { generatedFiles, outdated, schemaFolder } from './events/generated-files.ts';

const { check } = readCommandLine({
  name: 'npm run schema:events',
  does: 'writes schema/events and docs/events.md from what the rooms declare in their src/events.ts.',
  options: { check: 'writes nothing; fails when a file is not what the rooms declare' },
  reads: [],
});

const root = fileURLToPath(new URL('../../', import.meta.url));
const { files, faults } = await generatedFiles(root);
for (const fault of faults) console.error(fault);
const stale = outdated(root, files);
const wanted = new Set(files.map(({ path }) => path));
const left = faults.length > 0 ? [] : globSync(`${schemaFolder}/*.json`, { cwd: root }).filter((path) => !wanted.has(path));
for (const { path, text } of stale) {
  if (check) console.error(`${path}: is not what the rooms declare; npm run schema:events writes it`);
  else writeFileSync(join(root, path), text);
}
for (const path of left) {
  if (check) console.error(`${path}: no room declares it any more; npm run schema:events removes it`);
  else rmSync(join(root, path));
}
if (!check) for (const path of [...stale.map(({ path }) => path), ...left]) console.log(`wrote ${path}`);
if (faults.length > 0 || (check && stale.length + left.length > 0)) process.exitCode = 1;
