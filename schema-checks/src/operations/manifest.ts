import { z } from 'zod';
import { InputProblem } from '../problem.ts';
import { type Loaded, loadText, type Sender } from './loaded.ts';
import { PlacedSource } from './placed-source.ts';
import { parseText, written } from './split-document.ts';
import { type JsonString, jsonStrings, parseJson, placesIn, writtenAt } from './text-places.ts';

/** The persisted query manifest of Apollo's tools, format 1. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1, 'only version 1 is known'),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string(), name: z.string().optional(), clientName: z.string().nullish() })),
});

/** The client preset of graphql-codegen (`sha256:` or another algorithm may stand before the hash) and Relay (md5). */
const documentsByHash = z.record(z.string().min(1), z.string());

/** The operations of a manifest of trusted documents: Apollo's form, or an object of hashes and texts. */
export function loadManifest(text: string, file: string, sender: Sender): Loaded[] {
  const json = parseJson(text, file);
  if ('problem' in json) throw new InputProblem(json.problem);
  const strings = jsonStrings(text);
  const entries = isApollo(json.value) ? apolloEntries(json.value, strings, file) : plainEntries(json.value, strings, file);
  const place = placesIn(text, file);
  return entries.flatMap(({ id, body, client }) => {
    const source = new PlacedSource(body.value, file, (offset) => place(writtenAt(text, body, offset)));
    const parsed = parseText(source);
    if (parsed.operations.length === 0)
      throw new InputProblem(`${written(place(body.start))}: the document ${JSON.stringify(id)} holds no operation.`);
    return loadText(parsed, { ...sender, client: client ?? sender.client }, { registered: bareHash(id) });
  });
}

/** Without the name of its algorithm. */
export const bareHash = (id: string): string => id.replace(/^[a-z0-9-]+:/i, '');

interface Entry {
  id: string;
  body: JsonString;
  client?: string;
}

const isApollo = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'format' in value && 'operations' in value && Array.isArray(value.operations);

function apolloEntries(value: unknown, strings: readonly JsonString[], file: string): Entry[] {
  const { operations } = checked(apolloManifest, value, file, 'an Apollo persisted query manifest');
  let next = 0;
  return operations.map(({ id, body, clientName }) => {
    // The texts stand in the order of the operations; other members may hold strings too.
    let index = next;
    while (index < strings.length && !(strings[index]?.value === body && strings[index - 1]?.value === 'body')) index += 1;
    const found = strings[index];
    if (!found) throw new InputProblem(`${file}: the body of ${JSON.stringify(id)} is not found.`);
    next = index + 1;
    return { id, body: found, ...(clientName && { client: clientName }) };
  });
}

function plainEntries(value: unknown, strings: readonly JsonString[], file: string): Entry[] {
  checked(documentsByHash, value, file, 'an object of hashes and texts (graphql-codegen, Relay), or an Apollo persisted query manifest');
  return strings.flatMap((body, index) => {
    const id = strings[index - 1];
    return body.key || !id?.key ? [] : [{ id: id.value, body }];
  });
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputProblem(`${file}: this is not ${what}: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'it does not fit'}.`);
}
