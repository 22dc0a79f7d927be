import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataSchema, eventReads, missingPath, narrowSchema } from '@cartograph/kit/event-reads';
import type { CodegenConfig } from '@graphql-codegen/cli';

// What a consumer reads of an event stands beside it in `<consumer file>.reads.json`; its type is made from that and the committed schema.

const root = import.meta.dirname;

/** `#generated/events`: a type per `.reads.json` of a room; nothing for a room that reads no event. */
export function eventTypes(room: string): CodegenConfig['generates'] {
  const documents = globSync(`subgraphs/${room}/src/**/*.reads.json`, { cwd: root }).sort();
  if (documents.length === 0) return {};
  const config = { reads: documents };
  return { 'src/generated/events.ts': { schema: `${room}.graphql`, plugins: [join(root, 'codegen.events.ts')], config } };
}

/** A plugin of codegen, for its output file; it looks at no GraphQL. */
export const plugin = (_schema: unknown, _documents: unknown, { reads }: { reads: string[] }): string =>
  reads.map((document) => typeOf(document, readFileSync(join(root, document), 'utf8'))).join('\n');

/** The type of what a consumer reads, named after its file: `OnChallengeResolved`. Throws a sentence for what the schema does not have. */
export function typeOf(document: string, text: string): string {
  const { data: stated, error } = eventReads.safeParse(JSON.parse(text));
  if (error) throw new Error(`${document}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const { consumer, event, version, reads } = stated;
  const schema = schemaOf(event, version, document);
  const missing = missingPath(schema, reads);
  if (missing) throw new Error(`${document}: ${event} version ${version} has no ${missing}`);
  const name = (consumer.split('.')[1] ?? '').replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
  return `/** What ${consumer} reads of ${event}, version ${version}. */\nexport type ${name} = ${printed(narrowSchema(schema, reads))};\n`;
}

function schemaOf(event: string, version: number, document: string): DataSchema {
  try {
    return JSON.parse(readFileSync(join(root, `schema/events/${event}.v${version}.json`), 'utf8')) as DataSchema;
  } catch {
    throw new Error(`${document}: no room declares ${event} version ${version} (npm run schema:events writes what they declare)`);
  }
}

function printed(schema: DataSchema): string {
  const { type, enum: values, anyOf, items, properties, required = [] } = schema;
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return anyOf.map(printed).join(' | ');
  if (Array.isArray(type)) return type.map((one) => printed({ ...schema, type: one })).join(' | ');
  if (type === 'integer') return 'number';
  if (type === 'array') return `readonly (${printed(items ?? {})})[]`;
  if (type !== 'object') return type ?? 'unknown';
  const fields = Object.entries(properties ?? {}).map(([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${printed(field)}`);
  return `{ ${fields.join('; ')} }`;
}
