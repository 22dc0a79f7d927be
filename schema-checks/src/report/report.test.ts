import { expect, test } from 'vitest';
import type { CheckReport, JudgedChange } from '../model.ts';
import { baseText } from './lines.ts';
import { markdownReport } from './markdown.ts';
import { countChanges, section } from './section.ts';
import { terminalReport } from './terminal.ts';

const place = (file: string, line: number, column: number) => ({ file, line, column });
const change = (more: Partial<JudgedChange>): JudgedChange => ({
  id: 'FIELD_REMOVED Product.title',
  kind: 'FIELD_REMOVED',
  scope: 'api',
  level: 'breaking',
  path: 'Product.title',
  subgraphs: ['products'],
  message: 'Product.title is gone.',
  reason: 'Operations that ask for it are refused.',
  advice: 'Deprecate it first.',
  place: place('rooms/products.graphql', 12, 3),
  verdict: { kind: 'fails', because: 'used' },
  hits: [
    {
      operation: 'Browse',
      client: 'web',
      place: place('operations/browse.graphql', 4, 7),
      message: 'It asks for title | name.',
      count: 12,
    },
  ],
  moreHits: 2,
  evidence: '3 of 10 operations use it',
  ...more,
});
const approval = { change: 'FIELD_REMOVED Product.slug', why: 'Nobody\nlinks by it.', who: 'Ada', until: '2027-01-31' };
const changes = [
  change({}),
  change({ id: approval.change, path: 'Product.slug', verdict: { kind: 'passes', because: 'approved', approval } }),
  change({
    id: 'FIELD_REMOVED Product.size',
    hits: [],
    moreHits: 0,
    evidence: 'none of 10 uses it',
    verdict: { kind: 'passes', because: 'unused' },
  }),
  change({ id: 'FIELD_ADDED Product.name', kind: 'FIELD_ADDED', level: 'safe', verdict: { kind: 'passes', because: 'safe' } }),
];
const report: CheckReport = {
  version: 1,
  base: 'origin/main',
  head: 'working tree',
  status: 'failed',
  sections: [
    section('build', [], '6 subgraphs compose'),
    { ...section('changes', [], countChanges(changes)), status: 'failed' },
    section(
      'lint',
      [
        { rule: 'z', severity: 'warning', message: 'second', place: place('b.graphql', 10, 1) },
        {
          rule: 'y',
          severity: 'error',
          message: 'first\nof all',
          place: place('b.graphql', 9, 1),
          also: [place('c.graphql', 1, 2)],
          advice: 'Mend it.',
        },
        { rule: 'x', severity: 'info', message: 'a note', place: place('a.graphql', 1, 1) },
      ],
      '1 error, 1 warning, 1 note',
    ),
  ],
  changes,
  removable: [{ rule: 'removal-due', severity: 'warning', message: 'Old.field is due', place: place('a.graphql', 3, 3) }],
  changelog: '## Entry\n\n- `Product.title`\n',
};

test('the terminal shows what fails first, with operation, file and line, and what to do', () => {
  expect(terminalReport(report, false)).toBe(`rooms/products.graphql:12:3: error FIELD_REMOVED Product.title: Product.title is gone.
  operations/browse.graphql:4:7: Browse of web: It asks for title | name.
  and 2 operations more
  breaking: Operations that ask for it are refused.
  do: Deprecate it first.
  or approve "FIELD_REMOVED Product.title"
b.graphql:9:1: error y: first of all Mend it.
  also c.graphql:1:2
b.graphql:10:1: warning z: second
rooms/products.graphql:12:3: note FIELD_REMOVED Product.slug: Product.title is gone.
  operations/browse.graphql:4:7: Browse of web: It asks for title | name.
  and 2 operations more
  approved by Ada until 2027-01-31: Nobody links by it.
rooms/products.graphql:12:3: note FIELD_REMOVED Product.size: Product.title is gone.
  breaking: none of 10 uses it
a.graphql:3:3: warning removal-due: Old.field is due

build       passed   6 subgraphs compose
changes     failed   4 changes: 1 fails, 1 approved, 1 unused, 1 safe
lint        failed   1 error, 1 warning, 1 note
1 note more: --json - has it
failed: working tree against origin/main
`);
});

test('colour is there only when it is asked for', () => {
  const escape = '\u001b[';
  expect(terminalReport(report, true)).toContain(`${escape}31m`);
  expect(terminalReport(report, false)).not.toContain(escape);
});

test('a pull request’s summary has the changes that fail in a table, linked, and the rest folded', () => {
  const text = markdownReport(report, 'https://host/o/r/blob/abc');
  expect(text).toContain('## Schema check: failed');
  expect(text).toContain('| changes | **failed** | 4 changes: 1 fails, 1 approved, 1 unused, 1 safe |');
  // What is removed stood there before: a link would show another line of today's file.
  expect(text).toContain(
    '| `FIELD_REMOVED Product.title`<br>Product.title is gone. Operations that ask for it are refused. | `rooms/products.graphql:12` before |',
  );
  expect(text).toContain(
    '**Browse** of web, [`operations/browse.graphql:4`](https://host/o/r/blob/abc/operations/browse.graphql#L4): It asks for title \\| name. (seen 12 times)',
  );
  expect(text).toContain('| Ada | 2027-01-31 | Nobody links by it. |');
  expect(text).toContain('<details><summary>2 changes that pass</summary>');
  expect(text).toContain('- `Product.title`');
  const failing = text.slice(text.indexOf('### Changes that fail'), text.indexOf('### Approved'));
  expect(failing).not.toContain('Product.size');
});

test('of one it is told in the singular', () => {
  const alone: CheckReport = {
    ...report,
    changes: [
      change({ moreHits: 1, hits: [{ operation: 'A', client: 'web', place: place('a.graphql', 1, 1), message: 'It asks.', count: 1 }] }),
    ],
  };
  expect(terminalReport(alone, false)).toContain('\n  and 1 operation more\n');
  expect(markdownReport(alone)).toContain('It asks. (seen 1 time)<br>and 1 operation more');
});

test('without a place to link to, places are plain text', () => {
  expect(markdownReport(report)).toContain('`operations/browse.graphql:4`:');
  expect(markdownReport(report)).not.toContain('](');
});

test('the base is told with the commit that stands for it, and with its own where that is another', () => {
  const [one, other] = ['1'.repeat(40), '2'.repeat(40)];
  expect(baseText({ base: 'api.graphql' })).toBe('api.graphql');
  expect(baseText({ base: 'v1', baseCommit: { compared: one, ref: one } }, '`')).toBe('`v1` at 1111111');
  expect(baseText({ base: 'origin/main', baseCommit: { compared: one, ref: other } })).toBe(
    'origin/main at 1111111, where this branch left it; it is at 2222222 now',
  );
});

test('a consumer of events is named as it calls itself, with what it reads and where it says so', () => {
  const hit = {
    operation: 'insights.on-order-placed',
    client: 'insights',
    place: place('a.reads.json', 3, 13),
    message: 'reads lines[].sku',
  };
  const lost = change({ kind: 'EVENT_FIELD_REMOVED', scope: 'event', hits: [hit], moreHits: 2 });
  const heard = { ...report, changes: [lost] };
  expect(terminalReport(heard, false)).toContain(
    '  a.reads.json:3:13: insights.on-order-placed: reads lines[].sku\n  and 2 consumers more\n',
  );
  expect(markdownReport(heard)).toContain('**insights.on-order-placed**, `a.reads.json:3`: reads lines[].sku<br>and 2 consumers more');
});
