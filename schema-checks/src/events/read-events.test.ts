import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkReads } from './check-reads.ts';
import { diffEvents } from './diff-events.ts';
import { readEvents, readReaders } from './read-events.ts';

const file = 'events/orders.order_placed.v1.json';
const about = { type: 'orders.order_placed', version: 1, room: 'orders', key: 'order id', sequenced: true };
const event = { type: 'object', 'x-event': about, properties: { orderId: { type: 'string' } }, required: ['orderId'] };
const filesOf = (texts: Record<string, string>, unreadable: Record<string, string> = {}) => ({
  texts: new Map(Object.entries(texts)),
  unreadable: new Map(Object.entries(unreadable)),
});
const read = (json: unknown) => readEvents(filesOf({ [file]: JSON.stringify(json, null, 2) }));

test.each<[what: string, json: unknown, line: number, said: RegExp]>([
  ['a list', [], 1, /Invalid input/],
  ['no object', { ...event, type: 'string' }, 2, /^type is wrong: the data of an event is an object/],
  ['no event', { type: 'object' }, 1, /^x-event is missing/],
  ['a version that is none', { type: 'object', 'x-event': { ...about, version: 0 } }, 5, /^x-event\.version is wrong/],
  [
    'a version of another file',
    { type: 'object', 'x-event': { ...about, version: 2 } },
    3,
    /whose file is called orders\.order_placed\.v2\.json/,
  ],
  ['a room of another', { type: 'object', 'x-event': { ...about, room: 'payments' } }, 6, /a type begins with its room/],
])('a schema with %s is told with its line, and nothing is said of the event', (_, json, line, said) => {
  const { events, findings, unknown } = read(json);
  expect(findings).toEqual([
    { rule: 'event-schema', severity: 'error', message: expect.stringMatching(said), place: expect.objectContaining({ file, line }) },
  ]);
  expect([events.size, diffEvents(read(event), { events, findings, unknown })]).toEqual([0, []]);
});

test('a file that cannot be read is told, and so is a statement', () => {
  expect(readEvents(filesOf({}, { [file]: 'EACCES' })).findings).toMatchObject([{ message: `${file}: it cannot be read (EACCES).` }]);
  const { findings } = readReaders(filesOf({ 'a.reads.json': '{ "consumer": "a", "reads": [1] }' }, { 'b.reads.json': 'EISDIR' }));
  expect(findings.map(({ message }) => message)).toEqual([
    'b.reads.json: it cannot be read (EISDIR).',
    'event is missing.',
    'version is missing.',
    expect.stringMatching(/^reads\.0 is wrong/),
  ]);
});

test('whatever JSON stands in a schema, it is read, compared with itself without a difference, and asked for any path', {
  timeout: 120_000,
}, () => {
  const deep = fc.letrec((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom('object', 'array', 'string', 'integer', ['string', 'null'], 7),
          properties: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'x/~'), tie('schema')),
          required: fc.jsonValue(),
          items: tie('schema'),
          additionalProperties: tie('schema'),
          anyOf: fc.array(tie('schema'), { maxLength: 3 }),
          enum: fc.jsonValue(),
          maxLength: fc.jsonValue(),
          $ref: fc.constantFrom('#', '#/properties/a', '#/nowhere', 'other.json', 7),
        },
        { requiredKeys: [] },
      ),
    ),
  })).schema;
  const statements = readReaders(
    filesOf({ 'a.reads.json': JSON.stringify({ consumer: 'a', event: about.type, version: 1, reads: ['a[].*.b', ''] }) }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b'), deep), fc.dictionary(fc.constantFrom('a', 'b'), deep), (one, other) => {
      const [before, after] = [read({ ...event, properties: one }), read({ ...event, properties: other })];
      expect(diffEvents(before, read({ ...event, properties: one }))).toEqual([]);
      diffEvents(before, after);
      checkReads(statements.readers, after, []);
    }),
    { numRuns: 100, seed: 5 },
  );
});
