import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JudgedChange } from '../model.ts';
import { configSchema, type Project } from '../project/config.ts';
import { changelogEntry, changeSetId } from './changelog-entry.ts';
import { groupOf } from './groups.ts';
import { writeChangelog } from './write-changelog.ts';

const change = (kind: JudgedChange['kind'], path: string, more: Partial<JudgedChange> = {}): JudgedChange => ({
  id: `${kind} ${path}`,
  kind,
  scope: 'api',
  level: 'safe',
  path,
  subgraphs: ['products'],
  message: `${path} changed`,
  reason: '',
  advice: '',
  verdict: { kind: 'passes', because: 'safe' },
  hits: [],
  moreHits: 0,
  evidence: '',
  ...more,
});

const added = change('FIELD_ADDED', 'Product.title');
const approval = { change: 'FIELD_REMOVED Product.name', why: 'Nobody shows it', who: 'ada', until: '2027-01-31' };
const removed = change('FIELD_REMOVED', 'Product.name', { level: 'breaking', verdict: { kind: 'passes', because: 'approved', approval } });
const dropped = change('KEY_REMOVED', 'Product', {
  scope: 'subgraph',
  level: 'breaking',
  verdict: { kind: 'passes', because: 'unused' },
  evidence: 'none of 42 operations of 3 clients uses it',
});

test('an entry has a heading a kind of change, breaking ones first, each with path, subgraphs and why it is let in', () => {
  const deprecated = change('FIELD_DEPRECATION_ADDED', 'Product.slug', { message: 'Product.slug is deprecated: <b>.' });
  const described = change('TYPE_DESCRIPTION_CHANGED', 'Product', { subgraphs: [] });
  const alsoDescribed = change('FIELD_DESCRIPTION_ADDED', 'Product.id', { subgraphs: [] });
  const elsewhere = change('TYPE_DESCRIPTION_ADDED', 'Cart', { subgraphs: ['orders'] });
  const tagged = change('TAG_ADDED', 'Product.price', { scope: 'subgraph', subgraphs: ['pricing'] });
  const narrowed = change('ENUM_VALUE_ADDED', 'Size.XL', { level: 'dangerous', scope: 'internal', subgraphs: ['orders', 'pricing'] });
  const entry = changelogEntry(
    [elsewhere, tagged, alsoDescribed, described, added, removed, narrowed, dropped, deprecated],
    '30afd71..working tree',
    '2026-11-21',
  );
  expect(entry.replace(/[0-9a-f]{16}/, 'SET')).toBe(`## 2026-11-21, 30afd71..working tree

<!-- schema changes SET of 30afd71..working tree -->

### Breaking

- \`Product\` (products; federation): Product changed. _No known operation uses it._
- \`Product.name\` (products): Product.name changed. Approved by ada until 2027-01-31: Nobody shows it.

### Dangerous

- \`Size.XL\` (orders, pricing; between subgraphs): Size.XL changed. _No known operation uses it._

### Added

- \`Product.title\` (products): Product.title changed.

### Deprecated

- \`Product.slug\` (products): Product.slug is deprecated: &lt;b>.

### Changed

- \`Product.price\` (pricing; federation): Product.price changed.
- Descriptions: \`Product\`, \`Product.id\`.
- Descriptions (orders): \`Cart\`.
`);
  expect(changelogEntry([], 'a..b', '2026-11-21')).toBe('');
});

test('words and tags are no additions', () => {
  const groupsOf = (...kinds: JudgedChange['kind'][]) => kinds.map((kind) => groupOf({ kind, level: 'safe' }));
  expect(groupsOf('TYPE_ADDED', 'UNION_MEMBER_ADDED', 'KEY_ADDED')).toEqual(['Added', 'Added', 'Added']);
  expect(groupsOf('FIELD_DESCRIPTION_ADDED', 'TAG_ADDED', 'FIELD_DEPRECATION_REMOVED')).toEqual(Array(3).fill('Changed'));
});

test('a set is known by its changes in any order', () => {
  expect(changeSetId([added, removed])).toBe(changeSetId([removed, added, added]));
  expect(changeSetId([added])).not.toBe(changeSetId([removed]));
});

let project: Project;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'changelog-'));
  const config = configSchema.parse({ subgraphs: [{ name: 'a', sdl: 'a.graphql', url: 'http://a' }] });
  project = { root, file: join(root, 'schema.config.json'), config };
});
afterEach(() => rmSync(project.root, { recursive: true }));

const page = (): string => readFileSync(join(project.root, 'CHANGELOG.md'), 'utf8');
const headings = (): string[] => [...page().matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);

test('entries stand newest first, and a second run for the same change set changes nothing, on whatever day', () => {
  expect(writeChangelog(project, [], 'aaaaaaa..bbbbbbb', '2026-11-20')).toBe('nothing to say');
  expect(writeChangelog(project, [added], 'aaaaaaa..bbbbbbb', '2026-11-20')).toBe('added');
  expect(writeChangelog(project, [removed], 'bbbbbbb..ccccccc', '2026-11-21')).toBe('added');
  const written = page();
  expect(headings()).toEqual(['2026-11-21, bbbbbbb..ccccccc', '2026-11-20, aaaaaaa..bbbbbbb']);
  expect(written.startsWith('# Changelog of the schema\n\n')).toBe(true);
  expect(writeChangelog(project, [removed], 'bbbbbbb..ddddddd', '2026-11-22')).toBe('unchanged');
  expect(writeChangelog(project, [added], 'aaaaaaa..bbbbbbb', '2026-11-22')).toBe('unchanged');
  expect(page()).toBe(written);
});

test('a change set that grew since its entry was written, or got an approval, replaces that entry', () => {
  writeChangelog(project, [added], '1111111..aaaaaaa', '2026-11-19');
  const unapproved = { ...removed, verdict: { kind: 'fails', because: 'used' } } as const;
  writeChangelog(project, [unapproved], 'aaaaaaa..working tree', '2026-11-20');
  expect(page()).not.toContain('Approved by');
  expect(writeChangelog(project, [removed], 'aaaaaaa..working tree', '2026-11-21')).toBe('replaced');
  expect(page()).toContain('Approved by ada');
  expect(writeChangelog(project, [removed, dropped], 'aaaaaaa..working tree', '2026-11-22')).toBe('replaced');
  expect(headings()).toEqual(['2026-11-22, aaaaaaa..working tree', '2026-11-19, 1111111..aaaaaaa']);
});

test('the same change, undone and made again, is told each time', () => {
  writeChangelog(project, [added], 'aaaaaaa..bbbbbbb', '2026-11-20');
  writeChangelog(project, [removed], 'bbbbbbb..ccccccc', '2026-11-21');
  expect(writeChangelog(project, [added], 'ccccccc..ddddddd', '2026-11-22')).toBe('added');
  expect(headings()).toHaveLength(3);
});

test('a base that moves, such as a branch or an endpoint, replaces no entry of another change set', () => {
  writeChangelog(project, [added], 'origin/main..working tree', '2026-11-20');
  expect(writeChangelog(project, [removed], 'origin/main..working tree', '2026-11-21')).toBe('added');
  expect(headings()).toHaveLength(2);
});

test('events are told by room, and what is let in says that no consumer is known to read it', () => {
  const events = { scope: 'event', subgraphs: ['orders'] } as const;
  const lost = change('EVENT_FIELD_REMOVED', 'orders.order_placed.v1:note', {
    ...events,
    level: 'breaking',
    verdict: { kind: 'passes', because: 'unused' },
  });
  const told = change('EVENT_ADDED', 'orders.order_placed.v2', events);
  const worded = change('EVENT_FIELD_DESCRIPTION_CHANGED', 'orders.order_placed.v1:lines', events);
  expect(changelogEntry([told, worded, lost], 'a..b', '2026-11-29').split('\n\n').slice(2).join('\n')).toBe(`### Breaking
- \`orders.order_placed.v1:note\` (orders; events): orders.order_placed.v1:note changed. _No known consumer reads it._
### Added
- \`orders.order_placed.v2\` (orders; events): orders.order_placed.v2 changed.
### Changed
- Descriptions (orders; events): \`orders.order_placed.v1:lines\`.
`);
});
