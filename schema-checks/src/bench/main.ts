import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { changedProject, syntheticProject } from './synthetic-project.ts';

const usage = `npm run schema:bench: the whole check of a synthetic supergraph, in a git repository of its own; prints seconds and memory.

Options, after -- for npm:
  --subgraphs 50       from 3 to 99
  --types 5000         of all subgraphs together
  --operations 2000    known
  --keep               leaves the project where it is, and says where
  --help               prints this (-h)`;

const refuse = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const given = () => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { subgraphs: text, types: text, operations: text, keep: flag, help: { ...flag, short: 'h' } };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [what = ''] = (error as Error).message.split(/\.\s/);
    return refuse(`${what.replace(/\.$/, '')}: npm run schema:bench -- --help says what there is.`);
  }
};

const count = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  return refuse(`--${name}: ${JSON.stringify(text)} is not a whole number from ${least} to ${most}.`);
};

const { subgraphs = '50', types = '5000', operations = '2000', keep, help } = given();
if (help) {
  console.log(usage);
  process.exit(0);
}
const size = {
  subgraphs: count('subgraphs', subgraphs, 3, 99),
  types: count('types', types, 100, 50_000),
  operations: count('operations', operations, 1, 50_000),
};

const root = mkdtempSync(join(tmpdir(), 'schema-bench-'));
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'init.defaultBranch=main', ...args], {
    cwd: root,
    stdio: 'pipe',
  });
const write = (files: ReadonlyMap<string, string>) => {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
};

try {
  const files = syntheticProject(size);
  write(files);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'before');
  write(changedProject(files));
  console.log(`${size.subgraphs} subgraphs, ${size.types} types, ${size.operations} operations; ${availableParallelism()} processors`);
  const main = join(import.meta.dirname, '../main.ts');
  const from = performance.now();
  const told = join(import.meta.dirname, 'tell-usage.ts');
  const run = spawnSync(process.execPath, ['--import', told, main, 'check', '--json', 'report.json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = (performance.now() - from) / 1000;
  console.log(run.stdout.split('\n').slice(-9).join('\n').trim());
  console.log(run.stderr.trim());
  console.log(`${seconds.toFixed(1)} s, exit code ${run.status}`);
  process.exitCode = run.status === 1 || run.status === 0 ? 0 : 1;
} finally {
  if (keep) console.log(root);
  else rmSync(root, { recursive: true, force: true });
}
