import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredEvents, faultsOf } from './declared.ts';
import { eventSchema } from './event-schema.ts';
import { eventsPage } from './events-page.ts';
import { findReaders } from './readers.ts';

export interface GeneratedFile {
  /** From the root of the repository. */
  path: string;
  text: string;
}

export const schemaFolder = 'schema/events';
/** By hand as far as the mark. */
const page = 'docs/events.md';
const mark = '## All events, as they are declared';

/** What the declarations of all rooms say, as files; or the sentences that must be mended first. */
export async function generatedFiles(root: string): Promise<{ files: GeneratedFile[]; faults: string[] }> {
  const declared = await declaredEvents();
  const faults = faultsOf(declared);
  if (faults.length > 0) return { files: [], faults };
  const schemas = declared.map(({ room, declaration }) => eventSchema(room, declaration));
  const [byHand = '', generated] = readFileSync(join(root, page), 'utf8').split(mark);
  if (generated === undefined) return { files: [], faults: [`${page}: the line "${mark}" is missing, below which the events are written`] };
  const files = schemas.map((schema) => ({
    path: `${schemaFolder}/${schema['x-event'].type}.v${schema['x-event'].version}.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));
  return { files: [...files, { path: page, text: eventsPage(`${byHand}${mark}`, schemas, findReaders(root)) }], faults };
}

/** Of the generated files, those that are not in `root` as they should be. */
export const outdated = (root: string, files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.filter(({ path, text }) => read(join(root, path)) !== text);

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
