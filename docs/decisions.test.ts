import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readText, root } from './read-docs.ts';

const decisions = globSync('docs/decisions/[0-9]*.md', { cwd: root }).sort();

test('each decision has a number of its own, a title, a status and a date', () => {
  const numbers = decisions.map((file) => basename(file).slice(0, 4));
  expect(numbers.length).toBeGreaterThan(10);
  expect(new Set(numbers).size).toBe(numbers.length);
  const wrong = decisions.filter((file) => {
    const [title = '', blank, status = ''] = readText(file).split('\n');
    const kept = title.startsWith(`# ${basename(file).slice(0, 4)} `) && blank === '';
    return !(kept && /^\*(Accepted|Amended|Superseded)(, | by .*, )\d{4}-\d{2}-\d{2}\.\*$/.test(status));
  });
  expect(wrong).toEqual([]);
});

test('the index lists each decision with its title, status and date, newest last', () => {
  const rows = decisions.map((file) => {
    const [title = '', , status = ''] = readText(file).split('\n');
    return `| [${title.slice(2, 6)}](${basename(file)}) | ${title.slice(7)} | ${status.slice(1, -2).replace(', ', ' | ')} |`;
  });
  const listed = readText('docs/decisions/README.md')
    .split('\n')
    .filter((line) => line.startsWith('| ['));
  expect(listed).toEqual(rows);
});
