import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruToJsonV2 } from '@usebruno/lang';

/** What Bruno's own parser makes of a request of the collection. */
interface Request {
  meta: { name: string };
  http: { url: string };
  headers?: { name: string; value: string }[];
  body: { graphql: { query: string; variables: string } };
  vars?: { res?: { name: string; value: string }[] };
  assertions: { name: string; value: string }[];
}

export interface Asked {
  folder: string;
  request: Request;
}

/** Every request of a collection, folder by folder, in the order of the files. */
export function readCollection(root: string): Asked[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory() && /^\d/.test(one.name));
  return folders
    .map(({ name }) => name)
    .sort()
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => /^\d.*\.bru$/.test(file))
        .sort()
        .map((file) => ({ folder, request: bruToJsonV2(readFileSync(join(root, folder, file), 'utf8')) as Request })),
    );
}

/** What this runner knows of Bruno's assertions; another is a fault, not a pass. */
function holds(found: unknown, assertion: string): boolean {
  const [verb = '', ...rest] = assertion.split(' ');
  const wanted = rest.join(' ');
  if (verb === 'eq') return String(found) === wanted;
  if (verb === 'gt') return Number(found) > Number(wanted);
  if (verb === 'contains') return Array.isArray(found) && found.map(String).includes(wanted);
  if (verb === 'isDefined') return found !== undefined && found !== null;
  if (verb === 'isNull') return found === null;
  throw new Error(`${assertion}: this runner does not know what ${verb} is`);
}

/** The value at a path such as res.body.data.cart.lines[0].sku. */
const valueAt = (from: unknown, path: string): unknown =>
  path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
      from,
    );

/** Asks one after the other, and hands on what they keep; a sentence for each assertion that does not hold. */
export async function runCollection(collection: readonly Asked[], vars: Record<string, string>): Promise<string[]> {
  const known = { ...vars };
  const filled = (text: string): string => text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => known[name] ?? whole);
  const failed: string[] = [];
  for (const { folder, request } of collection) {
    const { query, variables } = request.body.graphql;
    const headers = Object.fromEntries((request.headers ?? []).map(({ name, value }) => [name, filled(value)]));
    const response = await fetch(filled(request.http.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: JSON.parse(filled(variables)) as object }),
    });
    const res = { status: response.status, body: (await response.json()) as unknown };
    for (const { name, value } of request.vars?.res ?? []) known[name] = String(valueAt(res, value));
    for (const { name, value } of request.assertions)
      if (!holds(valueAt(res, name), filled(value)))
        failed.push(`${folder}, ${request.meta.name}: ${name} ${filled(value)}; it is ${JSON.stringify(valueAt(res, name))}`);
  }
  return failed;
}
