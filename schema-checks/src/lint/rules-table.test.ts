import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from './rules/index.ts';
import { rulesTable, withRulesTable } from './rules-table.ts';

const page = readFileSync(new URL('../../../docs/schema-checks.md', import.meta.url), 'utf8');

test('the page on schema checks lists the rules as they are; node schema-checks/src/lint/write-rules-table.ts writes them', () => {
  expect(withRulesTable(page)).toBe(page);
  for (const { name } of rules) expect(page).toContain(`| \`${name}\` |`);
});

test('a table that is behind is seen, and written anew without touching what stands around it', () => {
  const behind = page.replace('| `money` |', '| `coins` |');
  expect(behind).not.toBe(page);
  expect(withRulesTable(behind)).toBe(page);
  expect(withRulesTable(`# Page\n\n## Lint\n\nRules.\n\n| rule | asks |\n| --- | --- |\n| old | old |\n\n## Next\n`)).toBe(
    `# Page\n\n## Lint\n\nRules.\n\n${rulesTable()}\n\n## Next\n`,
  );
  expect(withRulesTable('# Page\n')).toBeUndefined();
});
