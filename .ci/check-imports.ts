// Who may import whom (CONTRIBUTING says it in words). A part of `npm run lint`: what oxlint cannot say, since it knows names and not places.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOffences } from './find-offences.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('{kit,postgres,drizzle,gateway,schema-checks,stack,e2e,bench,docs,subgraphs}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
  cwd: root,
  exclude: (path) => path === 'node_modules' || path === 'generated',
});
const offences = findOffences(new Map(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')])));
for (const { file, rule, what } of offences) console.error(`${file} ${what}\n  ${rule}`);
console.log(`imports: ${files.length} files, ${offences.length} offences`);
process.exitCode = offences.length === 0 ? 0 : 1;
