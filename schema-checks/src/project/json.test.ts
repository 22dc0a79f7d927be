import { expect, test } from 'vitest';
import { jsonOf } from './json.ts';

test('what is no JSON is told with the place where it stops being JSON', () => {
  expect(jsonOf('{"a": [1]}', 'x.json')).toEqual({ a: [1] });
  expect(() => jsonOf('{\n  "a": [,]\n}', 'x.json')).toThrow("x.json:2:9: this is no JSON: Unexpected token ','.");
  expect(() => jsonOf('{\n  "a": 1,\n}', 'x.json')).toThrow(/^x\.json:3:1: this is no JSON: Expected double-quoted property name\.$/);
  expect(() => jsonOf('{"a": tru}', 'x.json')).toThrow(/^x\.json:1:10: /);
  expect(() => jsonOf('{"a": "b', 'x.json')).toThrow(/^x\.json:1:9: this is no JSON: Unterminated string\.$/);
  expect(() => jsonOf('', 'x.json')).toThrow(/^x\.json:1:1: this is no JSON: Unexpected end\.$/);
});
