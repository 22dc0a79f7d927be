import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of the operations below a folder, in its folders too: those at the top first, by name. */
export function readExamples(folder: string): string[] {
  const files = globSync('**/*.graphql', { cwd: folder });
  const depth = (file: string): number => file.split(/[\\/]/).length;
  return files.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1)).map((file) => readFileSync(join(folder, file), 'utf8'));
}
