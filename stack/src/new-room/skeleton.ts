import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fillIn, type Names } from './names.ts';

const templates = join(import.meta.dirname, '../../templates/room');
const suffix = '.template';

/** The files of a room by their paths in it. */
export function skeleton(names: Names): Map<string, string> {
  const files = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name.endsWith(suffix));
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [fillIn(relative(templates, file).slice(0, -suffix.length), names), fillIn(readFileSync(file, 'utf8'), names)];
    }),
  );
}
