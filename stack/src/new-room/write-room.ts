import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import type { Progress } from '../progress.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { lockWith, roomManifest, withDependency } from './manifests.ts';
import type { Names } from './names.ts';
import { skeleton } from './skeleton.ts';
import { wired, wires } from './wire-room.ts';

/** Its dependencies are a new room's: what every room needs, and nothing else. */
const model = 'inventory';

/** Every file with its new text; nothing is written yet. */
function plan(root: string, names: Names): Map<string, string> {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const { room } = names;
  return new Map([
    ...[...skeleton(names)].map(([file, text]) => [`subgraphs/${room}/${file}`, text] as const),
    [`subgraphs/${room}/package.json`, roomManifest(read(`subgraphs/${model}/package.json`), room)],
    ['stack/package.json', withDependency(read('stack/package.json'), room)],
    ['package-lock.json', lockWith(read('package-lock.json'), room, model)],
    ...Object.keys(wires).map((file) => [file, wired(file, read(file), names)] as const),
  ]);
}

/** Writes a room and wires it in, and has everything that is generated from it generated. Whatever fails, nothing of it stays. */
export async function writeRoom(root: string, names: Names, progress: Progress): Promise<void> {
  const { room } = names;
  const files = plan(root, names);
  const link = join('node_modules/@cartograph', room);
  const npm = (...args: string[]) => run(root, 'npm', ['run', '--silent', ...args]);
  await allOrNothing(root, [...files.keys(), `subgraphs/${room}`, `drizzle/${room}`, link, 'schema', 'docs'], async () => {
    await progress.step(
      'files',
      async () => write(root, files, link, room),
      () => `${files.size} written`,
    );
    await progress.step('format', () => run(root, join(root, 'node_modules/.bin/biome'), ['check', '--write', ...formatted(files)]));
    await progress.step('migration', () =>
      run(join(root, 'subgraphs', room), join(root, 'node_modules/.bin/drizzle-kit'), ['generate', `--name=${room}`]),
    );
    await progress.step('codegen', () => npm('codegen', '-w', `subgraphs/${room}`));
    for (const name of ['compose', 'contract', 'events', 'docs']) await progress.step(name, () => npm(`schema:${name}`));
  });
}

async function write(root: string, files: ReadonlyMap<string, string>, link: string, room: string): Promise<void> {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  rmSync(join(root, link), { force: true });
  symlinkSync(join('../../subgraphs', room), join(root, link));
}

const formatted = (files: ReadonlyMap<string, string>): string[] => [...files.keys()].filter((file) => /\.(ts|json|graphql)$/.test(file));

async function run(cwd: string, command: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(command, args, { cwd }).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new ConfigError(
      `${command} ${args.join(' ')} failed; nothing of the room stays:\n${error.stdout ?? ''}${error.stderr ?? ''}`.trimEnd(),
    );
  });
}
