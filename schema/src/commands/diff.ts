import { composeBase } from '../compose/compose-base.ts';
import { diffCompositions } from '../diff/diff-compositions.ts';
import type { Change } from '../model.ts';
import { placeText, plain } from '../report/lines.ts';
import { counted } from '../report/section.ts';
import { baseOf, readArguments, text } from './arguments.ts';
import { composedTree } from './composed-tree.ts';
import { writeOut } from './write-out.ts';

const command = {
  name: 'diff',
  does: 'lists every change between two schemas, whoever uses what changed. It never fails for what it finds.',
  options: { base: text, head: text, json: text },
  help: `  --base <base>        what to compare with: a git ref or tag, a file, a URL (default: the configuration's base)
  --head <head>        what to compare, given alike (default: the working tree)
  --json <file>        also writes the changes as JSON; - for standard output, then nothing else is there`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const { head, json } = given.values;
  const { base, option } = baseOf(given.values.base, project);
  const after = head === undefined ? await composedTree(project) : await composeBase(project, head, undefined, '--head');
  if (!after) return 1;
  const changes = diffCompositions(await composeBase(project, base, after, option), after);
  if (json !== undefined)
    writeOut('--json', json, `${JSON.stringify({ version: 1, base, head: after.snapshot.label, changes }, null, 2)}\n`);
  if (json !== '-') console.log([...changes.map(lineOf), summary(changes)].join('\n'));
  return 0;
}

const lineOf = ({ place, level, id, message }: Change): string => `${placeText(place)}: ${level} ${id}: ${plain(message)}`;

function summary(changes: readonly Change[]): string {
  const levels = (['breaking', 'dangerous', 'safe'] as const).map(
    (level) => [level, changes.filter((one) => one.level === level)] as const,
  );
  const parts = levels.flatMap(([level, { length }]) => (length === 0 ? [] : [`${length} ${level}`]));
  return parts.length === 0 ? 'no changes' : `${counted(changes.length, 'change')}: ${parts.join(', ')}`;
}
