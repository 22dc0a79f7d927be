import { readFileSync, writeFileSync } from 'node:fs';
import { withRulesTable } from './rules-table.ts';

// node schema-checks/src/lint/write-rules-table.ts: after a rule came, changed or went.
const page = new URL('../../../docs/schema-checks.md', import.meta.url);
const written = withRulesTable(readFileSync(page, 'utf8'));
if (written === undefined) {
  console.error('docs/schema-checks.md has no table of rules under "## Lint".');
  process.exitCode = 1;
} else writeFileSync(page, written);
