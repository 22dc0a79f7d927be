import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { InputProblem } from '../problem.ts';
import { type Config, configSchema, type Project } from './config.ts';
import { jsonOf } from './json.ts';

/** Reads the file that describes a project. InputProblem names every bad field at once. */
export function readProject(configFile: string): Project {
  const file = resolve(configFile);
  return { root: dirname(file), file, config: parseConfig(textOf(file, configFile), configFile) };
}

/** The configuration that a text holds; `name` is how problems call it. */
export function parseConfig(text: string, name: string): Config {
  const parsed = configSchema.safeParse(jsonOf(text, name));
  const lines = parsed.success ? twiceGiven(parsed.data) : parsed.error.issues.flatMap(problemsOf);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new InputProblem(lines.length === 1 ? `${name}: ${lines.join()}` : `${name} needs attention:\n  ${lines.join('\n  ')}`);
}

/** Names that something else is found by. */
function twiceGiven({ subgraphs, contracts }: Config): string[] {
  return Object.entries({ subgraphs, contracts }).flatMap(([field, list]) => {
    const names = list.map(({ name }) => name);
    return names.flatMap((name, index) =>
      names.indexOf(name) < index ? [`${field}[${index}].name: ${JSON.stringify(name)} is given twice.`] : [],
    );
  });
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

function problemsOf(issue: z.core.$ZodIssue): string[] {
  const field = fieldOf(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${fieldOf([...issue.path, key])}: there is no such field; there are ${fieldsAt(issue.path).join(', ')}.`,
    );
  const at = field === '' ? '' : `${field}: `;
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [missing ? `${at}is missing; it must be of type ${issue.expected}.` : `${at}${issue.message}`];
}

/** `subgraphs[0].name`. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('');

/** The fields that the configuration has at a path. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let here: unknown = configSchema;
  for (const part of path) {
    const inner = bare(here);
    here = inner instanceof z.ZodObject ? inner.shape[String(part)] : inner instanceof z.ZodArray ? inner.element : undefined;
  }
  const object = bare(here);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** Without what says that it may be left out. */
function bare(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodOptional) inner = inner.unwrap();
  return inner;
}
