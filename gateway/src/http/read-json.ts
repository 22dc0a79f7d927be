import type { FastifyInstance } from 'fastify';
import { Refused } from '#http/refused';
import { isRecord } from '#is-record';

/** JSON bodies, read as Fastify reads them, but with a sentence for each that is refused. */
export function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['text/plain', 'application/json']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, valueOf(String(body)));
    } catch (error) {
      done(error instanceof Refused ? error : new Refused(400, 'The body is not valid JSON.'));
    }
  });
}

/** Written out or with escapes, which are looked into. */
const suspect = /__proto__|"constructor"|\\u00/;

function valueOf(body: string): unknown {
  if (body.length === 0) throw new Refused(400, 'The body is empty: send a JSON object with a query.');
  const value: unknown = JSON.parse(body);
  if (suspect.test(body) && namesPrototype(value))
    throw new Refused(400, 'The body has a key "__proto__", or "prototype" in "constructor": such keys are not read, name them otherwise.');
  return value;
}

/** Keys that would change what objects inherit where somebody copies them. Without recursion: nesting is bounded only later. */
function namesPrototype(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) return true;
    if (
      isRecord(next) &&
      Object.hasOwn(next, 'constructor') &&
      isRecord(next['constructor']) &&
      Object.hasOwn(next['constructor'], 'prototype')
    )
      return true;
    for (const item of Object.values(next)) open.push(item);
  }
  return false;
}
