import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every page of the repository, as paths from its root. */
export const pages = (): string[] =>
  globSync(['*.md', '{docs,gateway,schema,schema-checks,drizzle,kit,postgres,stack,e2e,bench,ops}/**/*.md', 'subgraphs/*/*.md'], {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  }).sort();

/** What stands in backticks in the first column of a page's tables. */
export const firstColumn = (page: string): string[] =>
  [...readText(page).matchAll(/^\| `([^`]+)`(?:, `[^`]+`)* \|/gm)].map(([, name = '']) => name);
