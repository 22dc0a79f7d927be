import { fileURLToPath } from 'node:url';
import { Lexer, Source, TokenKind } from 'graphql';
import { expect, test } from 'vitest';
import { readExamples } from './example-operations.ts';
import { sizeOfText } from './text-size.ts';

/** What graphql's own lexer finds. */
function lexed(text: string): { tokens: number; nesting: number } {
  const lexer = new Lexer(new Source(text));
  let [tokens, nesting, open] = [0, 0, 0];
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (token.kind === '{' || token.kind === '[' || token.kind === '(') nesting = Math.max(nesting, ++open);
    if (token.kind === '}' || token.kind === ']' || token.kind === ')') open -= 1;
  }
  return { tokens, nesting };
}

test('a text is as large as its parser finds it, whatever strings and comments hold', () => {
  const folder = new URL('../../schema/operations/', import.meta.url);
  const texts = [
    ...readExamples(fileURLToPath(folder)),
    '{ a(b: "{[(", c: """ { \\""" [[[ """, d: "\\"{{{") } # {{{{{',
    '{ a(b: """""", c: "") { ...F ...on A{b} ...@skip(if:true){c} } }',
    'query ($a: [[[Int!]!]!]! = [[[1, -2]]]) { a(b: {c: {d: [$a]}}) }',
    '{a(b:"""\\\\\\""" {{{ """"")}',
    '\ufeff{,,,a,\t\r\n}#\u0439{{',
    '',
  ];
  for (const text of texts) expect([text, sizeOfText(text)]).toEqual([text, lexed(text)]);
});

test('drawn texts of brackets, quotes and names are read as the parser reads them, up to where it gives up', () => {
  const pieces = ['{', '}', '[', ']', '(', ')', '"', '"""', '\\"', '\\', 'a', '...', '#', '\n', ' ', '$', ':', '@x', '12'];
  // A plain generator: the same texts each time.
  let seed = 7;
  const draw = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  let whole = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const text = Array.from({ length: 1 + draw(12) }, () => pieces[draw(pieces.length)]).join('');
    let found: { tokens: number; nesting: number };
    try {
      found = lexed(text);
    } catch {
      continue;
    }
    whole += 1;
    expect([text, sizeOfText(text)]).toEqual([text, found]);
  }
  expect(whole).toBeGreaterThan(3_000);
});
