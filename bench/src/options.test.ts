import { expect, test } from 'vitest';
import { roundsOf } from './against/options.ts';
import { readOptions } from './options.ts';
import { clientCounts, shapeNames, shelves } from './shapes.ts';

const read = (...args: string[]) => readOptions(args, true, true);

test('without options everything is measured, a slow disk included, and the report is written', () => {
  const { groups, out } = read();
  const usual = groups.filter(({ fdatasyncMs }) => fdatasyncMs === 0);
  expect(usual).toHaveLength(clientCounts.length * shelves.length);
  for (const { shapes } of usual) expect(shapes).toEqual(shapeNames);
  expect(groups.filter(({ fdatasyncMs }) => fdatasyncMs === 2).map(({ clients, shelf }) => [clients, shelf])).toEqual([
    [64, 1_000],
    [64, 10],
  ]);
  expect(out).toMatch(/bench\/REPORT\.md$/);
});

test('one cell can be measured by itself, and overwrites no report', () => {
  const { groups, out } = read('--only', 'saga,floor', '--clients', '64', '--shelf', '1000', '--fdatasync-ms', '2');
  expect(groups).toEqual([{ clients: 64, shelf: 1_000, fdatasyncMs: 2, shapes: ['floor', 'saga'] }]);
  expect(out).toBeUndefined();
});

test('what a machine has no program for is left out, and refused when it is asked for', () => {
  const { groups } = readOptions([], false, false);
  expect(groups.flatMap(({ shapes }) => shapes)).not.toContain('pgbench');
  expect(groups.filter(({ fdatasyncMs }) => fdatasyncMs > 0)).toEqual([]);
  expect(() => readOptions(['--only', 'pgbench'], false, true)).toThrow(/--only pgbench: there is no pgbench/);
  expect(() => readOptions(['--fdatasync-ms', '2'], true, false)).toThrow(/--fdatasync-ms needs a C compiler/);
});

test('beside another commit 20 rounds of many buyers and of one are measured, or what was asked for', () => {
  expect(read().against).toBeUndefined();
  expect(read('--against', 'main').against).toEqual({ ref: 'main', clients: [64, 1], rounds: 20, starts: 4, seconds: 2 });
  const asked = read('--against', 'main', '--clients', '1,16', '--rounds', '10', '--seconds', '0.5');
  expect(asked.against).toEqual({ ref: 'main', clients: [16, 1], rounds: 10, starts: 4, seconds: 0.5 });
  expect(read('--against', 'main', '--rounds', '1').against?.starts).toBe(1);
  expect(roundsOf({ rounds: 10, starts: 4 })).toEqual([3, 3, 2, 2]);
  expect(() => read('--rounds', '3')).toThrow('--rounds is of --against alone');
  expect(() => read('--against', 'main', '--rounds', '3', '--starts', '4')).toThrow('--starts: "4" is not a number from 1 to 3.');
  expect(() => read('--against', 'main', '--rounds', '2.5')).toThrow('--rounds: 2.5 is not a whole number.');
  expect(() => read('--against', 'main', '--quick')).toThrow('--quick is not of --against');
  expect(() => read('--against', 'main', '--only', 'saga')).toThrow('--only is not of --against');
});

test.each([
  ['--only', 'saga,sage', '--only: "sage" is none of floor, pgbench, transaction, saga, operation, gateway, processes.'],
  ['--clients', '2', '--clients: "2" is none of 1, 16, 64.'],
  ['--shelf', '', '--shelf: "" is none of 1000, 10.'],
  ['--seconds', '0', '--seconds: "0" is not a number from 0.1 to 600.'],
  ['--fdatasync-ms', 'slow', '--fdatasync-ms: "slow" is not a number from 0 to 1000.'],
  ['--out', '/no/such/folder/report.md', '--out: there is no folder /no/such/folder.'],
  ['--fast', '', "Unknown option '--fast': nothing was measured; npm run bench -- --help says what there is."],
])('%s %j is refused in a sentence', (option, value, sentence) => {
  expect(() => read(option, value)).toThrow(sentence);
});
