import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputProblem } from '../problem.ts';
import { configSchema } from '../project/config.ts';
import { parseApprovals, readApprovals } from './read-approvals.ts';

const good = { change: 'FIELD_REMOVED Product.name', why: 'Nobody shows it.', who: 'ada', until: '2027-01-31' };

const refusal = (text: string): string => {
  try {
    parseApprovals(text, 'approvals.json');
  } catch (error) {
    if (error instanceof InputProblem) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

test('an approval knows the line that it stands in', () => {
  const text = `[\n  ${JSON.stringify(good)},\n\n  ${JSON.stringify({ ...good, change: 'KEY_REMOVED Product [orders]', why: 'a "quoted, [why]"' })}\n]\n`;
  expect(parseApprovals(text, 'approvals.json')).toEqual([
    { ...good, place: { file: 'approvals.json', line: 2, column: 3 } },
    {
      ...good,
      change: 'KEY_REMOVED Product [orders]',
      why: 'a "quoted, [why]"',
      place: { file: 'approvals.json', line: 4, column: 3 },
    },
  ]);
  expect(parseApprovals('[]', 'approvals.json')).toEqual([]);
});

test('every bad entry is named at once, with its index and line', () => {
  const bad = [
    good,
    { ...good, change: 'FIELD_RENAMED Product.title' },
    { ...good, change: 'TYPE_REMOVED Product', until: '2027-02-30', who: ' ' },
    'FIELD_REMOVED Product.name',
    { ...good, change: 'TYPE_REMOVED Cart', wy: 'a typo', why: undefined },
    good,
  ];
  const lines = refusal(`[\n\n${bad.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`).split('\n');
  expect(lines).toEqual([
    'approvals.json needs attention:',
    '  approvals.json:4: entry 1: change: must be the id of a change as a check prints it, such as "FIELD_REMOVED Product.name"',
    '  approvals.json:5: entry 2: who: must say something',
    '  approvals.json:5: entry 2: until: must be a date, such as 2027-01-31',
    '  approvals.json:6: entry 3: must be an object with change, why, who and until',
    '  approvals.json:7: entry 4: why: must be a text',
    '  approvals.json:7: entry 4: there is no "wy" in an approval',
    '  approvals.json:8: entry 5: change: approved by entry 0 already',
  ]);
});

test('what is no list of approvals is refused in one line', () => {
  expect(refusal('[{]')).toMatch(/^approvals\.json: this is no JSON: .*position 2/);
  expect(refusal('{"change": "x"}')).toBe('approvals.json: must be a list of approvals: [{ "change", "why", "who", "until" }]');
});

test('a project without the file has no approvals, and one where it is a folder is refused', () => {
  const root = mkdtempSync(join(tmpdir(), 'approvals-'));
  try {
    const config = configSchema.parse({ subgraphs: [{ name: 'a', sdl: 'a.graphql', url: 'http://a' }] });
    const project = { root, file: join(root, 'schema.config.json'), config };
    expect(readApprovals(project)).toEqual([]);
    writeFileSync(join(root, 'approvals.json'), JSON.stringify([good]));
    expect(readApprovals(project)).toHaveLength(1);
    expect(() => readApprovals({ ...project, config: { ...config, approvals: '.' } })).toThrow(/cannot be read \(EISDIR\)/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
