import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import { z } from 'zod';
import type { CheckReport, Finding, Snapshot, SubgraphSource } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { type Config, configSchema, type Project } from './config.ts';
import { askEndpoint } from './endpoint.ts';
import { isShallow, leftAt, openObjects, resolveRef } from './git.ts';
import { readPublished } from './published.ts';
import { sorted } from './working-tree.ts';

export interface BaseOptions {
  /** How problems call where it was given. */
  option?: string;
  /** A git ref is read as it is, not where HEAD left its line: what others merged there since is no change of HEAD's. */
  exact?: boolean;
}

/** The schemas that a check compares with: a git ref or tag, a file (supergraph or API SDL, introspection JSON), an http(s) endpoint. */
export async function baseSnapshot(
  project: Project,
  base: string,
  { option = '--base', exact = false }: BaseOptions = {},
): Promise<Snapshot> {
  const given = `${option} ${base}`;
  if (/^https?:\/\//.test(base)) return askEndpoint(base, given);
  const file = [resolve(base), resolve(project.root, base)].find((path) => existsSync(path) && statSync(path).isFile());
  if (file !== undefined) return readPublished(base, await readFile(file, 'utf8'));
  if (/\.(graphqls?|gql|json)$/.test(base)) throw new InputProblem(`${given}: there is no such file.`);
  return atCommit(project, base, given, exact);
}

async function atCommit(project: Project, ref: string, given: string, exact: boolean): Promise<Snapshot> {
  const { oid: tip, prefix } = resolveRef(project.root, ref, given);
  const left = exact ? tip : leftAt(project.root, tip, given);
  const oid = left ?? tip;
  const objects = openObjects(project.root);
  try {
    const read = (path: string) => objects.read(`${oid}:${posix.join(prefix, path)}`);
    // History before the list was written, or with one that cannot be read, is read with today's list as far as it goes.
    const {
      subgraphs: rooms = project.config.subgraphs,
      contracts,
      events = project.config.events,
    } = oldConfig(await read(basename(project.file)));
    const found = await Promise.all(
      rooms.map(async ({ name, url, sdl: file }): Promise<SubgraphSource | undefined> => {
        const sdl = await read(file);
        return sdl === undefined ? undefined : { name, url, file, sdl };
      }),
    );
    const subgraphs = found.filter((each) => each !== undefined);
    if (subgraphs.length === 0)
      throw new InputProblem(`${given}: none of the subgraphs' SDL files is there yet (${rooms.map(({ sdl }) => sdl).join(', ')}).`);
    return {
      label: ref,
      commit: oid,
      ...(oid !== tip && { behind: tip }),
      ...(left === undefined && { apart: isShallow(project.root, given) ? ('shallow' as const) : ('unrelated' as const) }),
      subgraphs: sorted(subgraphs),
      ...(contracts && { contracts }),
      ...(events && { events }),
    };
  } finally {
    objects.close();
  }
}

/** What a report says of a base that is a git ref. */
export const comparedCommit = ({ commit, behind = commit }: Snapshot): Pick<CheckReport, 'baseCommit'> =>
  commit === undefined || behind === undefined ? {} : { baseCommit: { compared: commit, ref: behind } };

/** What is odd about the base: that others' changes may look like the opposite change of this branch. */
export function baseFindings({ label, apart }: Snapshot): Finding[] {
  if (apart === undefined) return [];
  const why =
    apart === 'shallow' ? 'this clone is shallow and does not have the commit where HEAD left it' : 'HEAD has no commit in common with it';
  const advice =
    apart === 'shallow'
      ? 'Run git fetch --unshallow (in GitHub Actions: fetch-depth: 0), or say --exact if that is what you want.'
      : 'Name a base that this branch came from, or say --exact if that is what you want.';
  return [
    {
      rule: 'base-apart',
      severity: 'warning',
      message: `Compared with ${label} as it is, for ${why}: what others changed there since is told as if this branch undid it.`,
      advice,
    },
  ];
}

const listed = z.object({ subgraphs: configSchema.shape.subgraphs });
const varied = z.object({ contracts: configSchema.shape.contracts });
const told = z.object({ events: configSchema.shape.events });

/** No more than this is asked of an old configuration: today's tool need not understand the rest. */
function oldConfig(text: string | undefined): Partial<Pick<Config, 'subgraphs' | 'contracts' | 'events'>> {
  if (text === undefined) return {};
  try {
    const json: unknown = JSON.parse(text);
    return { ...listed.safeParse(json).data, ...varied.safeParse(json).data, ...told.safeParse(json).data };
  } catch {
    return {};
  }
}
