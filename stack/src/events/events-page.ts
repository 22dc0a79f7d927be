import { type DataSchema, type EventReads, isReadBy } from '@cartograph/kit/event-reads';
import type { EventSchema } from './event-schema.ts';

/** docs/events.md: `intro` is written by hand and ends where the events begin. */
export function eventsPage(intro: string, schemas: readonly EventSchema[], readers: readonly EventReads[]): string {
  const rows = schemas.map(({ 'x-event': { type, version, key, sequenced }, description }) =>
    row(`[${type}](#${anchor(type, version)})`, description, key, sequenced ? 'yes' : 'no'),
  );
  const index = ['| event | told when | key | numbered |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return `${[intro.trimEnd(), index, ...schemas.map((schema) => section(schema, readers))].join('\n\n')}\n`;
}

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const anchor = (type: string, version: number): string => `${type.replaceAll('.', '')}-version-${version}`;

function section(schema: EventSchema, readers: readonly EventReads[]): string {
  const { type, version, key, sequenced } = schema['x-event'];
  const reading = readers
    .filter((one) => isReadBy(one, { type, version }))
    .map(({ consumer, reads }) => `\`${consumer}\` (${reads.map((path) => `\`${path}\``).join(', ')})`);
  return [
    `### ${type}, version ${version}`,
    `${schema.description} Key: ${key}; ${sequenced ? 'numbered' : 'not numbered'}. Read by ${reading.join(', ') || 'nobody yet'}.`,
    ['| field | type | what |', '| --- | --- | --- |', ...fields(schema as DataSchema, '')].join('\n'),
    ['```json', JSON.stringify(schema.examples[0], null, 2), '```'].join('\n'),
  ].join('\n\n');
}

function fields(schema: DataSchema, above: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    row(`\`${above}${name}\``, kindOf(field), field.description ?? ''),
    ...fields(field, `${above}${name}.`),
    ...fields(field.items ?? {}, `${above}${name}[].`),
  ]);
}

function kindOf({ type, format, enum: values, pattern, items, anyOf }: DataSchema): string {
  if (anyOf) return anyOf.map(kindOf).join(' or ');
  const kinds = [type ?? []].flat().map((kind) => {
    if (kind === 'array') return items?.type === 'object' ? 'list' : `list of ${items ? kindOf(items) : 'anything'}`;
    if (kind !== 'string') return kind;
    return values ? values.join(', ') : (format ?? (pattern === '^\\d+$' ? 'digits' : kind));
  });
  return kinds.join(' or ');
}
