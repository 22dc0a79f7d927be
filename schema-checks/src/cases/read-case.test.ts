import { expect, test } from 'vitest';
import { readCase } from './read-case.ts';

const ends = '# @expect\n{ "exit": 0, "changes": [] }\n';
const read = (...sections: string[]) => readCase('001', ['# a field goes\n', ...sections, ends].join('\n'));

test('a line that begins with - is there before, one with + after, and every other at both moments', () => {
  const { title, files } = read('# @file: a.graphql\ntype Query {\n-  a: Int\n+  b: Int\n}\n');
  expect(title).toBe('a field goes');
  expect(files.before).toEqual(new Map([['a.graphql', 'type Query {\n  a: Int\n}\n']]));
  expect(files.after).toEqual(new Map([['a.graphql', 'type Query {\n  b: Int\n}\n']]));
});

test('a file may be there at one moment alone, and then stands as it is', () => {
  const { files } = read('# @before: a.md\n- one\n\n', '# @after: b.md\n+ two\n');
  expect([[...files.before], [...files.after]]).toEqual([[['a.md', '- one\n\n']], [['b.md', '+ two\n']]]);
});

test('what a case says beside its files is kept', () => {
  const { base, config, urls } = read('# @base: v1.2\n', '# @config\n{ "plans": {} }\n', '# @urls\n{ "a": "http://b.test" }\n');
  expect({ base, config, urls }).toEqual({ base: 'v1.2', config: { plans: {} }, urls: { a: 'http://b.test' } });
});

const file = '# @file: a.graphql\na\n';
test.each<[what: string, text: string, said: RegExp]>([
  ['no title', ends, /^line 1: a case begins with "# "/],
  ['text outside of sections', `# a\n\nlost\n${ends}`, /^line 3: "lost" stands in no section/],
  ['an unknown section', `# a\n\n# @flie: a\n${ends}`, /^line 3: # @flie: a is no section; there are @file, @before/],
  ['a file without a name', `# a\n\n# @file\n${ends}`, /^line 3: # @file lacks its path/],
  ['a path where none belongs', `# a\n\n# @expect: all\n{}`, /^line 3: # @expect: all takes no path/],
  ['the same file twice', `# a\n\n${file}\n${file}\n${ends}`, /^line 6: a\.graphql has a text before already/],
  [
    'the same text before and after',
    `# a\n\n${`${file}\n${file}`.replace('file', 'before').replace('file', 'after')}\n${ends}`,
    /write it once/,
  ],
  ['the same section twice', `# a\n\n${ends}\n${ends}`, /^line 6: there are two sections @expect/],
  ['JSON that is none', '# a\n\n# @expect\n{', /^line 3: @expect is no JSON: /],
  ['no expectation', `# a\n\n${file}`, /^@expect: /],
  ['an unknown setting', '# a\n\n# @expect\n{ "exit": 0, "change": [] }', /^@expect/],
])('a case with %s is refused, with the place', (_, text, said) => {
  expect(() => readCase('001', text)).toThrow(said);
});
