import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputProblem } from '../problem.ts';
import { type Config, configSchema, type Project } from './config.ts';

/** Reads the file that describes a project. InputProblem names every bad field at once. */
export function readProject(configFile: string): Project {
  const file = resolve(configFile);
  return { root: dirname(file), file, config: parseConfig(textOf(file, configFile), configFile) };
}

/** The configuration that a text holds; `name` is how problems call it. */
export function parseConfig(text: string, name: string): Config {
  const parsed = configSchema.safeParse(jsonOf(text, name));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${fieldOf(path)}: ${message}`);
    throw new InputProblem(lines.length === 1 ? `${name}: ${lines.join()}` : `${name} needs attention:\n  ${lines.join('\n  ')}`);
  }
  const names = parsed.data.subgraphs.map((subgraph) => subgraph.name);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined) throw new InputProblem(`${name}: subgraphs: two are called ${JSON.stringify(twice)}; a name is given once.`);
  return parsed.data;
}

function textOf(file: string, given: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'this is a folder' : `it cannot be read (${code})`;
    throw new InputProblem(`${given}: ${what}; the configuration of the schema checks is a JSON file, named by --config.`);
  }
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputProblem(`${name}: this is no JSON: ${(error as Error).message}`);
  }
}

/** `subgraphs[0].name`. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('') || 'the whole';
