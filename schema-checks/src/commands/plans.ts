import { readOperations } from '../operations/read-operations.ts';
import { planLines, planTable } from '../plans/plan-table.ts';
import { readArguments, text } from './arguments.ts';
import { composedTree } from './composed-tree.ts';
import { today } from './today.ts';
import { writeOut } from './write-out.ts';

const command = {
  name: 'plans',
  does: 'lists what each known operation costs: its fetches, the stages that wait for each other, the subgraphs asked.',
  options: { json: text, today: text },
  help: `  --json <file>        also writes the table as JSON; - for standard output, then nothing else is there
  --today <date>       the day that the window of usage records ends with (default: UTC's)`,
};

export async function run(args: string[]): Promise<number> {
  const given = readArguments(command, args);
  if (!given) return 0;
  const project = given.project();
  const { json } = given.values;
  const composition = await composedTree(project);
  if (!composition) return 1;
  const plans = planTable(composition, await readOperations(project, today(given.values.today)));
  if (json !== undefined) writeOut('--json', json, `${JSON.stringify({ version: 1, plans }, null, 2)}\n`);
  if (json !== '-') console.log(planLines(plans).join('\n'));
  return 0;
}
