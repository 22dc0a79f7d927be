import { composeBase } from '../compose/compose-base.ts';
import { lint } from '../lint/lint.ts';
import { findingLine } from '../report/lines.ts';
import { countFindings } from '../report/section.ts';
import { baseOf, baseOptions, exactHelp, flag, readArguments, text } from './arguments.ts';
import { composedTree } from './composed-tree.ts';
import { tellBase } from './tell-base.ts';
import { writeOut } from './write-out.ts';

const command = {
  name: 'lint',
  does: "judges what changed in the subgraphs' SDL by the rules of the configuration.",
  options: { ...baseOptions, all: flag, json: text },
  help: `  --base <base>        what has changed since: a git ref or tag, a file, a URL (default: the configuration's base)
${exactHelp}
  --all                judges everything; needs no base
  --json <file>        also writes the findings as JSON; - for standard output, then nothing else is there`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const { all, json } = given.values;
  const { base, ...options } = baseOf(given.values, project);
  const after = await composedTree(project);
  if (!after) return 1;
  const before = all ? undefined : await composeBase(project, base, after, options);
  if (before) tellBase(before);
  const findings = lint(after, before, project.config);
  if (json !== undefined) writeOut('--json', json, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
  if (json !== '-') console.log([...findings.map(findingLine), countFindings(findings, 'nothing to say')].join('\n'));
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}
