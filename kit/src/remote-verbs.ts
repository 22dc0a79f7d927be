import { readFileSync } from 'node:fs';
import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import type { RemoteCall } from './remote.ts';

/** What codegen makes of an operation: what one command says, and what its outcome tells. */
interface Types {
  command: unknown;
  outcome: unknown;
}

/** Commands out, their outcomes back in the same order (docs/decisions/0005-lists-of-commands.md). */
export type Verb<T extends Types> = (commands: T['command'][]) => Promise<T['outcome'][]>;

/** The fields of an outcome that say which command it answers: a field of the command too, or the command itself when that is text. */
type KeyOf<T extends Types> = Extract<keyof NonNullable<T['outcome']>, T['command'] extends object ? keyof T['command'] & string : string>;

/**
 * The verbs of a `.graphql` file, as codegen typed them in `#generated/remotes/<room>`: `readVerbs<Verbs>(call, import.meta.url,
 * './inventory.graphql')`. Each sends its list as the operation's only variable, and gives the list that is called `outcomes`, minor
 * units as bigint and times as Date. An outcome whose key is another command's is a fault: nobody may act on an answer to somebody else.
 */
export function readVerbs<Verbs extends { [Name in keyof Verbs]: Types }>(call: RemoteCall, from: string, file: string) {
  const operations = operationsOf(from, file);
  return <Name extends keyof Verbs & string>(name: Name, key: KeyOf<Verbs[Name]>): Verb<Verbs[Name]> => {
    const operation = operations.get(name);
    if (!operation) throw new Error(`${file} has no operation ${name}: run npm run codegen`);
    const document = print(operation);
    const list = operation.variableDefinitions?.[0]?.variable.name.value ?? 'commands';
    return async (commands) => {
      const { outcomes } = await call<{ outcomes: unknown[] | null }>(document, { [list]: commands });
      // No list is no answer.
      if (outcomes?.length !== commands.length)
        throw new Error(`${name}: ${commands.length} commands got ${outcomes ? outcomes.length : 'no list of'} outcomes`);
      for (const [index, command] of commands.entries())
        if (!answers(outcomes[index], command, key)) throw new Error(`${name}: an outcome answers another command's ${key}`);
      return outcomes.map((outcome) => fromWire(outcome)) as Verbs[Name]['outcome'][];
    };
  };
}

/** What is sent by a call, and what comes back. */
interface CallTypes {
  variables: Record<string, unknown>;
  outcome: unknown;
}

/** The calls of a `.graphql` file, for what is no list of commands: each sends its variables, and gives what it asks for as `outcome`. */
export function readCalls<Calls extends { [Name in keyof Calls]: CallTypes }>(call: RemoteCall, from: string, file: string) {
  const operations = operationsOf(from, file);
  return <Name extends keyof Calls & string>(name: Name) => {
    const operation = operations.get(name);
    if (!operation) throw new Error(`${file} has no operation ${name}: run npm run codegen`);
    const document = print(operation);
    return async (variables: Calls[Name]['variables']): Promise<Calls[Name]['outcome']> => {
      const { outcome } = await call<{ outcome: unknown }>(document, variables);
      // Nothing is no answer.
      if (outcome === null || outcome === undefined) throw new Error(`${name}: no outcome came back`);
      return fromWire(outcome);
    };
  };
}

const operationsOf = (from: string, file: string): ReadonlyMap<string | undefined, OperationDefinitionNode> =>
  new Map(
    parse(readFileSync(new URL(file, from), 'utf8')).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [[definition.name?.value, definition] as const] : [],
    ),
  );

/** null is what is not known: an answer to whatever was asked. */
const answers = (outcome: unknown, command: unknown, key: string): boolean =>
  outcome === null || (isObject(outcome) && outcome[key] === (isObject(command) ? command[key] : command));

/** By the names of fields, which codegen.remotes.ts insists on. */
function fromWire(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name.endsWith('Minor') ? BigInt(value) : name.endsWith('At') ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((item) => fromWire(item, name));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fromWire(field, key)])) : value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
