import { expect, it } from 'vitest';
import { escaped, escapedJson } from './escaped.ts';

it('what a stranger wrote does nothing to the terminal of whoever reads it', () => {
  expect(escaped('a\u001b[2Jb\u009b2Jc\r\n0 violations\u202e')).toBe('a\\u001b[2Jb\\u009b2Jc\\u000d\\u000a0 violations\\u202e');
  expect(escaped('half \ud800 and whole 🐴, é, עברית')).toBe('half \\ud800 and whole 🐴, é, עברית');
});

it('and programs read the same from JSON as before', () => {
  const value = { email: 'a\u001b\u009b\u202e\u2028@x', list: ['line\nbreak', 1] };
  const text = escapedJson(value);
  for (const one of ['\u001b', '\u009b', '\u202e', '\u2028']) expect(text).not.toContain(one);
  expect(JSON.parse(text)).toEqual(value);
});
