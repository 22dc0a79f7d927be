import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changelogEntry } from '../changelog/changelog-entry.ts';
import { withEntry, writeChangelog } from '../changelog/write-changelog.ts';
import { composeBase } from '../compose/compose-base.ts';
import { changeLabel, judgeChanges } from '../judge-changes.ts';
import { baseOf, baseOptions, exactHelp, flag, readArguments, text } from './arguments.ts';
import { composedTree } from './composed-tree.ts';
import { progressLines } from './progress.ts';
import { tellBase } from './tell-base.ts';
import { today } from './today.ts';

const command = {
  name: 'changelog',
  does: "puts the entry of what changed since the base on top of the project's changelog.",
  options: { ...baseOptions, check: flag, print: flag, today: text },
  help: `  --base <base>        what has changed since: a git ref or tag, a file, a URL (default: the configuration's base)
${exactHelp}
  --check              writes nothing; fails when the entry is not there
  --print              writes nothing; prints the entry
  --today <date>       the date of the entry, such as 2027-01-31 (default: UTC's)`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const { check, print } = given.values;
  const { base, ...options } = baseOf(given.values, project);
  const date = today(given.values.today);
  const after = await composedTree(project);
  if (!after) return 1;
  const before = await composeBase(project, base, after, options);
  tellBase(before);
  const { changes } = await judgeChanges(project, before, after, { today: date, progress: progressLines(process.stderr) });
  const label = changeLabel(before);
  const entry = changelogEntry(changes, label, date);
  const file = project.config.changelog;
  if (print) process.stdout.write(entry);
  else if (!check) console.log(`${file}: ${writeChangelog(project, changes, label, date)}`);
  if (!check) return 0;
  const path = join(project.root, file);
  const { written } = withEntry(existsSync(path) ? readFileSync(path, 'utf8') : '', entry);
  if (written === 'unchanged' || written === 'nothing to say') return 0;
  console.error(`${file} has no entry of what changed since ${base}: run npm run schema:changelog and commit it.`);
  return 1;
}
