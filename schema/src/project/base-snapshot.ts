import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { Snapshot, SubgraphSource } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { configSchema, type Project } from './config.ts';
import { askEndpoint } from './endpoint.ts';
import { openObjects, resolveRef } from './git.ts';
import { readPublished } from './published.ts';
import { sorted } from './working-tree.ts';

/** The schemas that a check compares with: a git ref or tag, a file (supergraph or API SDL, introspection JSON), an http(s) endpoint. */
export async function baseSnapshot(project: Project, base: string): Promise<Snapshot> {
  if (/^https?:\/\//.test(base)) return askEndpoint(base);
  const file = [resolve(base), resolve(project.root, base)].find((path) => existsSync(path) && statSync(path).isFile());
  if (file !== undefined) return readPublished(base, await readFile(file, 'utf8'));
  if (/\.(graphqls?|gql|json)$/.test(base)) throw new InputProblem(`--base ${base}: there is no such file.`);
  return atCommit(project, base);
}

async function atCommit(project: Project, ref: string): Promise<Snapshot> {
  const { oid, prefix } = resolveRef(project.root, ref);
  const objects = openObjects(project.root);
  try {
    const read = (path: string) => objects.read(`${oid}:${prefix}${path}`);
    const listed = listedIn(await read(basename(project.file))) ?? project.config.subgraphs;
    const found = await Promise.all(
      listed.map(async ({ name, url, sdl: file }): Promise<SubgraphSource | undefined> => {
        const sdl = await read(file);
        return sdl === undefined ? undefined : { name, url, file, sdl };
      }),
    );
    const subgraphs = found.filter((each) => each !== undefined);
    if (subgraphs.length === 0)
      throw new InputProblem(`--base ${ref}: none of the subgraphs' SDL files is there yet (${listed.map(({ sdl }) => sdl).join(', ')}).`);
    return { label: ref, commit: oid, subgraphs: sorted(subgraphs) };
  } finally {
    objects.close();
  }
}

/** Only the list of subgraphs is asked of an old configuration; without one that can be read, today's list is taken. */
function listedIn(text: string | undefined) {
  if (text === undefined) return undefined;
  try {
    return z.object({ subgraphs: configSchema.shape.subgraphs }).safeParse(JSON.parse(text)).data?.subgraphs;
  } catch {
    return undefined;
  }
}
