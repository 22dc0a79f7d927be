import { expect, test } from 'vitest';
import { jsonPlaces } from './json-places.ts';

test('a member stands at its name and an element at itself, whatever is in the texts between', () => {
  const text = `{
  "a,]": "}\\"{",
  "b/~": [1, { "c": [[], "d"] },
    {}],
  "e": null }`;
  const at = jsonPlaces(text, 'x.json');
  const places = ['/a,]', '/b~1~0', '/b~1~0/0', '/b~1~0/1/c', '/b~1~0/1/c/1', '/b~1~0/2', '/e'].map((pointer) => {
    const { line, column } = at(pointer);
    return `${line}:${column}`;
  });
  expect(places).toEqual(['2:3', '3:3', '3:11', '3:16', '3:26', '4:5', '5:3']);
});

test('what is not there is told at the top', () => {
  expect(jsonPlaces('{}', 'x.json')('/nothing')).toEqual({ file: 'x.json', line: 1, column: 1 });
});
