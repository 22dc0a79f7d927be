// A platform binary that the registry lacks is dropped from the lock without a word, and then `npm ci` refuses the lock.
// So: every dependency that the lock names must have an entry in the lock, and no entry may name a registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { packages } = JSON.parse(readFileSync(join(process.argv[2] ?? '.', 'package-lock.json'), 'utf8'));

/** The folders in which Node looks for a dependency of the package at `location`, nearest first; '' is the root. */
function* lookupFolders(location) {
  for (let folder = location; folder !== ''; ) {
    yield folder;
    const inner = folder.lastIndexOf('node_modules/');
    folder = inner > 0 ? folder.slice(0, inner - 1) : '';
  }
  yield '';
}

const found = (location, name) =>
  [...lookupFolders(location)].some((folder) => packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]);

const faults = [];
for (const [location, entry] of Object.entries(packages)) {
  if (entry.link) continue;
  if (/^https?:/.test(entry.resolved ?? '')) faults.push(`${location} names a registry`);
  for (const [name, range] of Object.entries({ ...entry.dependencies, ...entry.optionalDependencies }))
    if (!found(location, name)) faults.push(`${location}@${entry.version} needs ${name}@${range}, which the lock lacks`);
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `lock: ${Object.keys(packages).length} entries, complete` : 'lock: `npm ci` would refuse it');
process.exitCode = faults.length === 0 ? 0 : 1;
