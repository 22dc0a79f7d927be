import { check } from '../check.ts';
import type { CheckReport } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { markdownReport } from '../report/markdown.ts';
import { terminalReport } from '../report/terminal.ts';
import { baseOf, baseOptions, exactHelp, flag, readArguments, text } from './arguments.ts';
import { progressLines } from './progress.ts';
import { today } from './today.ts';
import { writeOut } from './write-out.ts';

const command = {
  name: 'check',
  does: 'decides whether the working tree may merge: build, changes, operations, events, lint, plans, contracts, approvals.',
  options: { ...baseOptions, json: text, markdown: text, links: text, all: flag, today: text },
  help: `  --base <base>        what to compare with: a git ref or tag, a file, a URL (default: the configuration's base)
${exactHelp}
  --json <file>        also writes the report as JSON; - for standard output, then nothing else is there
  --markdown <file>    also writes it as Markdown for a pull request's summary; - as above
  --links <url>        what the Markdown puts before a file's path, such as https://github.com/o/r/blob/<commit>
  --all                lints everything, not only what changed
  --today <date>       the day that approvals and deprecations are judged by, such as 2027-01-31 (default: UTC's)`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const { json, markdown, links, all = false } = given.values;
  if (json === '-' && markdown === '-') throw new InputProblem('--json - and --markdown -: standard output takes one of them.');
  const project = given.project();
  const report = await check(project, {
    ...baseOf(given.values, project),
    all,
    today: today(given.values.today),
    progress: progressLines(process.stderr),
  });
  if (json !== undefined) writeOut('--json', json, `${JSON.stringify(report, null, 2)}\n`);
  if (markdown !== undefined) writeOut('--markdown', markdown, markdownReport(report, links?.replace(/\/$/, '')));
  if (json !== '-' && markdown !== '-') process.stdout.write(terminalReport(report, given.colour));
  return exitCode(report);
}

const exitCode = ({ status }: CheckReport): number => (status === 'failed' ? 1 : 0);
