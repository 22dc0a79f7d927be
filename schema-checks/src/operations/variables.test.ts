import { expect, test } from 'vitest';
import type { KnownOperation } from '../model.ts';
import { apiOf, judged, known, verdictsOn } from './testing/shop.ts';

const api = `type Query { found(by: Search): Int }
  input Search { text: String tone: Tone sizes: [Size!] }
  input Size { width: Int height: Int }
  enum Tone { WARM COLD } type Lamp { tone: Tone }`;

const text = 'query Find($by: Search) { found(by: $by) }';
const recorded = (variables: Record<string, number>, count = 10): KnownOperation[] =>
  known(text, 'shop', { usage: { count, lastSeen: '2026-01-01T00:00:00Z', variables } });
const example = (variables: string): KnownOperation[] => known(`# variables: ${variables}\n${text}`);

const noHeight = api.replace('height: Int ', '');
const noCold = api.replace('COLD', '');
const needed = api.replace('text: String', 'text: String!');
const more = api.replace('width: Int', 'width: Int depth: Int!');

test('while nobody knows what variables hold, every change of their types hits, and the evidence says that it is assumed', () => {
  for (const after of [noHeight, noCold, needed, more]) {
    const [change] = judged(api, after, known(text)).changes;
    expect(change?.verdict).toEqual({ kind: 'fails', because: 'used' });
    expect(change?.evidence).toBe('1 of 1 operation of 1 client uses it; assumed, for nobody has recorded what the variables hold');
  }
  const apart = known('query Find($tone: Tone) { found(by: { tone: $tone }) }');
  expect(judged(api, noHeight, apart).fails).toEqual([]);
  expect(judged(api, noCold, apart).fails.length).toBe(1);
});

test('an input field that was never seen in variables may go; one that was may not', () => {
  expect(judged(api, noHeight, recorded({ $by: 10, Search: 10, 'Search.sizes': 4, Size: 8, 'Size.width': 8 })).fails).toEqual([]);
  const seen = judged(api, noHeight, recorded({ $by: 10, Search: 10, 'Search.sizes': 4, Size: 8, 'Size.height': 1 }));
  expect(seen.hits).toEqual(['shop.graphql:1:12 sends Size.height in its variables, as was seen']);
  expect(judged(api, noHeight, example('{"by": {"sizes": [{"width": 2}]}}')).fails).toEqual([]);
  expect(judged(api, noHeight, example('{"by": {"sizes": [{"width": 2, "height": null}]}}')).fails.length).toBe(1);
});

test('an input field that becomes required reaches those who were seen to leave it out or to send null', () => {
  expect(judged(api, needed, recorded({ $by: 10, Search: 10, 'Search.text': 10 })).fails).toEqual([]);
  expect(judged(api, needed, recorded({ $by: 10, Search: 10, 'Search.text': 9 })).fails.length).toBe(1);
  expect(judged(api, needed, recorded({ $by: 10, Search: 10, 'Search.text': 9, 'Search.text=null': 1 })).fails.length).toBe(1);
  expect(judged(api, needed, recorded({ '$by=null': 10 })).fails).toEqual([]);
  expect(judged(api, needed, example('{"by": {"tone": "WARM"}}')).fails.length).toBe(1);
});

test('a new required input field reaches all who send an object of its type, in a literal or a variable', () => {
  expect(judged(api, more, recorded({ $by: 10, Search: 10, 'Search.text': 10 })).fails).toEqual([]);
  expect(judged(api, more, recorded({ $by: 10, Search: 10, Size: 1, 'Size.width': 1 })).fails.length).toBe(1);
  expect(judged(api, more, known('{ found(by: { text: "a" }) }')).fails).toEqual([]);
  const { hits, findings } = judged(api, more, known('{ found(by: { sizes: [{ width: 1 }] }) }'));
  expect([hits, findings]).toEqual([['shop.graphql:1:23 sends Size without Size.depth'], []]);
});

test('an enum value reaches those who send it, in a literal, as a default or in variables', () => {
  const operations = known(`
    query Literal { found(by: { tone: COLD }) }
    query Default($tone: Tone = COLD) { found(by: { tone: $tone }) }
    query Warm { found(by: { tone: WARM }) }`);
  expect(judged(api, noCold, operations).changes[0]?.hits.map(({ operation, message }) => `${operation} ${message}`)).toEqual([
    'Default sends Tone.COLD',
    'Literal sends Tone.COLD',
  ]);
  expect(judged(api, noCold, recorded({ $by: 10, Search: 10, 'Tone.WARM': 10 })).fails).toEqual([]);
  expect(judged(api, noCold, recorded({ $by: 10, Search: 10, 'Tone.WARM': 9, 'Tone.COLD': 1 })).fails.length).toBe(1);
});

test('whoever only reads an enum stays valid when a value goes: no more than dangerous', () => {
  const both = api.replace('type Query {', 'type Query { lamp: Lamp');
  const operations = known('{ lamp { tone } }');
  const [change] = judged(both, both.replace('COLD', ''), operations).changes;
  expect(change?.verdict).toEqual({ kind: 'passes', because: 'unused' });
  expect(change?.evidence).toBe('none of 1 operation of 1 client uses it; 1 other only reads the type and stays valid');
  expect(judged(both, both.replace('COLD', ''), operations, { changes: { failOn: 'dangerous' } }).fails).toEqual([
    'ENUM_VALUE_REMOVED Tone.COLD: dangerous',
  ]);
});

test('an input field of another type reaches those who send it', () => {
  const after = api.replace('width: Int', 'width: String');
  expect(judged(api, after, recorded({ Search: 10, 'Search.text': 10 })).fails).toEqual([]);
  expect(judged(api, after, recorded({ Search: 10, Size: 3, 'Size.width': 3 })).fails.length).toBe(1);
  expect(judged(api, after, known('{ found(by: { sizes: [{ height: 1 }] }) }')).fails).toEqual([]);
  expect(judged(api, after, known('{ found(by: { sizes: [{ width: 1 }] }) }')).fails.length).toBe(1);
});

test('example variables that no longer fit are found even when no change tells why', () => {
  const findings = (variables: string) => verdictsOn([], example(variables), apiOf(api), apiOf(noHeight)).findings;
  expect(findings('{"by": {"sizes": [{"width": 1}]}}')).toEqual([]);
  expect(findings('{"by": {"sizes": [{"height": 1}]}}')).toMatchObject([{ rule: 'variables-invalid', severity: 'error' }]);
  expect(findings('{"by": {"text": 5}}')).toMatchObject([{ rule: 'variables-of-another-schema', severity: 'warning' }]);
});
