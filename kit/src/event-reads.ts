import { z } from 'zod';

/** What stands in `<consumer file>.reads.json`: which fields of which event a consumer needs. */
export const eventReads = z.strictObject({
  $schema: z.string().optional(),
  consumer: z
    .string()
    .regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    .describe('Durable name of the consumer, such as orders.on-challenge-resolved.'),
  event: z
    .string()
    .regex(/^[a-z]+\.[a-z]+(_[a-z]+)*$/)
    .describe('Type of the event, such as payments.challenge_resolved.'),
  version: z.int().min(1).describe('Its version. Another one is refused, never guessed.'),
  reads: z
    .array(z.string().regex(/^[a-zA-Z]+(\[\])?(\.[a-zA-Z]+(\[\])?)*$/))
    .describe('Paths of fields in data, such as placementId or lines[].sku.'),
  everyRoom: z.boolean().optional().describe('Also the event of that name of every other room that declares it, now or later.'),
  history: z.boolean().optional().describe('Also takes what happened before the shop kept events; without it only news.'),
});

export type EventReads = z.infer<typeof eventReads>;

/** Is this event among what a consumer reads? */
export const isReadBy = ({ event, version, everyRoom = false }: EventReads, of: { type: string; version: number }): boolean =>
  of.version === version && (of.type === event || (everyRoom && nameOf(of.type) === nameOf(event)));

/** Without its room. */
const nameOf = (type: string): string => type.slice(type.indexOf('.') + 1);

/** The part of JSON Schema that events are written in. */
export interface DataSchema {
  type?: string | string[];
  properties?: Record<string, DataSchema>;
  required?: string[];
  items?: DataSchema;
  anyOf?: DataSchema[];
  description?: string;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  [other: string]: unknown;
}

/** The first path that is not in the schema. */
export const missingPath = (schema: DataSchema, paths: readonly string[]): string | undefined =>
  paths.find((path) => !has(schema, segmentsOf(path)));

/** The schema of what is read alone. */
export const narrowSchema = (schema: DataSchema, paths: readonly string[]): DataSchema => keep(schema, paths.map(segmentsOf));

const segmentsOf = (path: string): string[] => path.replaceAll('[]', '.[]').split('.');

function has(schema: DataSchema | undefined, segments: readonly string[]): boolean {
  const [first, ...rest] = segments;
  if (!schema) return false;
  if (first === undefined) return true;
  if (schema.anyOf) return schema.anyOf.some((one) => has(one, segments));
  return has(first === '[]' ? schema.items : schema.properties?.[first], rest);
}

/** A path that ends keeps all below it. */
function keep(schema: DataSchema, paths: readonly (readonly string[])[]): DataSchema {
  if (paths.some(({ length }) => length === 0)) return schema;
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map((one) => keep(one, paths)) };
  const below = (name: string) => paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
  if (schema.items) return { ...schema, items: keep(schema.items, below('[]')) };
  const { properties, required = [], ...rest } = schema;
  if (!properties) return schema;
  const kept = Object.entries(properties).filter(([name]) => below(name).length > 0);
  return {
    ...rest,
    properties: Object.fromEntries(kept.map(([name, property]) => [name, keep(property, below(name))])),
    required: required.filter((name) => below(name).length > 0),
  };
}

/** Of a value that fits `schema` only what the schema names. */
export function pick(schema: DataSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const object = schema.anyOf?.find(({ properties, items }) => (Array.isArray(value) ? items : properties)) ?? schema;
  if (Array.isArray(value)) return value.map((item) => pick(object.items ?? {}, item));
  const given = value as Readonly<Record<string, unknown>>;
  const named = Object.entries(object.properties ?? {}).filter(([name]) => name in given);
  return Object.fromEntries(named.map(([name, property]) => [name, pick(property, given[name])]));
}
