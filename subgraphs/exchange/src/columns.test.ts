import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindsOf } from '#kinds/kinds';
import { unasked } from '#testing/remotes';

const page = readFileSync(new URL('../../../docs/exchange.md', import.meta.url), 'utf8');

test.each(Object.entries(kindsOf(unasked)))('docs/exchange.md has the columns of %s', (data, { columns }) => {
  const [, section = ''] = new RegExp(`^### ${data}$([^]*?)(?=^#|$(?![^]))`, 'm').exec(page) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    columns.map(
      ({ name, type, about, required, exportOnly }) =>
        `| \`${name}\`${required ? ' *' : ''}${exportOnly ? ' e' : ''} | ${type} | ${about} |`,
    ),
  );
});
