import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, neutral, restored } from '#rules/cell';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' ', '"', ',', ';', '\n') }),
);

test('whatever a value is, no spreadsheet takes it for a formula, and an import has it back', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(neutral(value)).not.toMatch(/^[=+\-@\t\r]/);
      expect(restored(neutral(value))).toBe(value);
    }),
  );
});

test('a spreadsheet would calculate what is not neutralized', () => {
  expect('=HYPERLINK("https://evil.example")').toMatch(/^[=+\-@\t\r]/);
  expect(neutral('=HYPERLINK("https://evil.example")')).toBe('\'=HYPERLINK("https://evil.example")');
});

test('a value with a comma, a quote or a line break stands in quotes', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines', ' blank', 'plain'])).toBe('"a,b","say ""x""","two\nlines"," blank",plain\r\n');
});
