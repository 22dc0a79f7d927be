import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { InputProblem } from '../problem.ts';
import type { Project } from '../project/config.ts';
import { readProject } from '../project/read-config.ts';

const flag = { type: 'boolean' } as const;
export const text = { type: 'string' } as const;
export { flag };

/** What every command takes. */
const common = { config: { ...text, default: 'schema.config.json' }, 'no-color': flag, help: { ...flag, short: 'h' } } as const;

const commonHelp = `  --config <file>      describes the project (default schema.config.json)
  --no-color           plain text on a terminal too, as NO_COLOR=1
  --help               prints this (-h)`;

type Values<O extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: O & typeof common; allowPositionals: true }>>;

/** Reads a command's arguments. Undefined when only --help was asked for, and given. InputProblem names what is unknown. */
export function readArguments<O extends ParseArgsOptionsConfig>(
  command: { name: string; does: string; options: O; help: string; takes?: string },
  args: string[],
): (Values<O> & { project: () => Project; colour: boolean }) | undefined {
  const given = parsed(command.name, args, { ...command.options, ...common });
  const { help, config, 'no-color': plain } = given.values as { help?: boolean; config: string; 'no-color'?: boolean };
  if (help) {
    console.log(`npm run schema:${command.name}: ${command.does}\n\nOptions, after -- for npm:\n${command.help}\n${commonHelp}`);
    return undefined;
  }
  const [extra] = given.positionals;
  if (extra !== undefined && command.takes === undefined)
    throw new InputProblem(`${JSON.stringify(extra)}: schema ${command.name} takes options only; --help says which.`);
  const colour = !plain && process.stdout.isTTY && !process.env['NO_COLOR'];
  return { ...(given as Values<O>), project: () => readProject(config), colour };
}

function parsed<O extends ParseArgsOptionsConfig>(name: string, args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node adds advice that is wrong behind npm; its first sentence names the argument.
    const [what = ''] = (error as Error).message.split(/\.\s/);
    throw new InputProblem(`${what.replace(/\.$/, '')}: npm run schema:${name} -- --help says what there is.`);
  }
}

/** The base, and how problems call where it comes from. */
export const baseOf = (
  { base, exact = false }: { base?: string | undefined; exact?: boolean | undefined },
  { config }: Project,
): { base: string; option: string; exact: boolean } =>
  base === undefined ? { base: config.base, option: 'base', exact } : { base, option: '--base', exact };

/** What every command takes that compares with a base. */
export const baseOptions = { base: text, exact: flag };
export const exactHelp = `  --exact              compares with a git ref as it is, not with the commit where this branch left it`;
