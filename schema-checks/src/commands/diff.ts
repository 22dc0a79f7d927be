import { composeBase } from '../compose/compose-base.ts';
import { diffCompositions } from '../diff/diff-compositions.ts';
import { eventChanges } from '../events/event-changes.ts';
import type { Change } from '../model.ts';
import { comparedCommit } from '../project/base-snapshot.ts';
import { placeText, plain } from '../report/lines.ts';
import { counted } from '../report/section.ts';
import { baseOf, baseOptions, exactHelp, readArguments, text } from './arguments.ts';
import { composedTree } from './composed-tree.ts';
import { tellBase } from './tell-base.ts';
import { writeOut } from './write-out.ts';

const command = {
  name: 'diff',
  does: 'lists every change between two schemas, whoever uses what changed. It never fails for what it finds.',
  options: { ...baseOptions, head: text, json: text },
  help: `  --base <base>        what to compare with: a git ref or tag, a file, a URL (default: the configuration's base)
${exactHelp}
  --head <head>        what to compare, given alike (default: the working tree); then both refs are taken as they are
  --json <file>        also writes the changes as JSON; - for standard output, then nothing else is there`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const { head, json } = given.values;
  const { base, option, exact } = baseOf(given.values, project);
  const after =
    head === undefined ? await composedTree(project) : await composeBase(project, head, undefined, { option: '--head', exact: true });
  if (!after) return 1;
  const before = await composeBase(project, base, after, { option, exact: exact || head !== undefined });
  tellBase(before);
  const changes = [...diffCompositions(before, after), ...(await eventChanges(project, before.snapshot, after.snapshot))];
  const compared = { base, ...comparedCommit(before.snapshot), head: after.snapshot.label };
  if (json !== undefined) writeOut('--json', json, `${JSON.stringify({ version: 1, ...compared, changes }, null, 2)}\n`);
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
