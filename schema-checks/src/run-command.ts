import { InputProblem } from './problem.ts';

type Load = () => Promise<{ run: (args: string[]) => Promise<number> }>;

const commands: Record<string, { does: string; load: Load }> = {
  check: { does: 'decides whether the working tree may merge', load: () => import('./commands/check.ts') },
  compose: { does: 'composes the subgraphs and writes supergraph and API schema', load: () => import('./commands/compose.ts') },
  diff: { does: 'lists every change between two schemas', load: () => import('./commands/diff.ts') },
  lint: { does: "judges what changed in the subgraphs' SDL", load: () => import('./commands/lint.ts') },
  changelog: { does: 'writes the changelog entry of what changed', load: () => import('./commands/changelog.ts') },
  plans: { does: 'lists what each known operation costs in fetches and stages', load: () => import('./commands/plans.ts') },
  contract: { does: "writes the API's variants", load: () => import('./commands/contract.ts') },
  docs: { does: 'writes the map, the tables and the reference pages', load: () => import('./commands/docs.ts') },
};

const usage = `npm run schema:<command> [-- options], or schema-checks <command> [options]: checks of a federated project's schemas, without a network or an account.

${Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(12)}${does}`)
  .join('\n')}

Each takes --help. Exit code: 0 success, 1 findings that fail, 2 input that cannot be used.`;

/** Runs one command; InputProblem becomes one message and exit code 2. A fault of ours must not look like findings, which are 1. */
export async function runCommand([name, ...args]: string[]): Promise<number> {
  try {
    if (name === '--help' || name === '-h') {
      console.log(usage);
      return 0;
    }
    const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
    if (!command) {
      const what = name === undefined ? 'Which command?' : `${JSON.stringify(name)} is no command.`;
      throw new InputProblem(`${what} There are ${Object.keys(commands).join(', ')}; --help says more.`);
    }
    const { run } = await command.load();
    return await run(args);
  } catch (error) {
    const problem = error instanceof InputProblem;
    console.error(problem ? error.message : error);
    return problem ? 2 : 70;
  }
}
