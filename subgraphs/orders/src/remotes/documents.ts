import { readFileSync } from 'node:fs';
import type { RemoteCall } from '@cartograph/kit/remote';
import { parse, print } from 'graphql';

/** The operations of a `.graphql` file beside this one, by name. Read once, at start. */
export function readDocuments(file: string): Map<string, string> {
  const { definitions } = parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
  const named = definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition' && definition.name ? [[definition.name.value, print(definition)] as const] : [],
  );
  return new Map(named);
}

/** A verb over HTTP: sends a list under `variable` and gives the list that is aliased `outcomes`. */
export function listVerb<Command, Outcome>(
  call: RemoteCall,
  documents: Map<string, string>,
  operation: string,
  variable = 'commands',
): (commands: Command[]) => Promise<Outcome[]> {
  const document = documents.get(operation);
  if (!document) throw new Error(`no operation ${operation}`);
  return async (commands) => (await call<{ outcomes: Outcome[] }>(document, { [variable]: commands })).outcomes;
}
