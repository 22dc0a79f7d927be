import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Snapshot, SubgraphSource } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Project } from './config.ts';

/** The subgraphs as they stand in the working tree. InputProblem names every SDL file that is missing. */
export async function workingTree({ root, file, config }: Project): Promise<Snapshot> {
  const missing: string[] = [];
  const subgraphs = await Promise.all(
    config.subgraphs.map(async ({ name, url, sdl }): Promise<SubgraphSource> => {
      const text = await readFile(join(root, sdl), 'utf8').catch((error: NodeJS.ErrnoException) => {
        missing.push(
          `${relative(root, file)}: the SDL of ${name}, ${sdl}, ${error.code === 'ENOENT' ? 'is not there' : `cannot be read (${error.code})`}.`,
        );
        return '';
      });
      return { name, url, file: sdl, sdl: text };
    }),
  );
  if (missing.length > 0) throw new InputProblem(missing.sort().join('\n'));
  return { label: 'working tree', subgraphs: sorted(subgraphs), ...(config.events && { events: config.events }) };
}

export const sorted = (subgraphs: readonly SubgraphSource[]): SubgraphSource[] =>
  [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
