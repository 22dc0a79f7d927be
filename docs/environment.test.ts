import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText, root } from './read-docs.ts';

const sources = globSync(['{kit,gateway,stack}/src/**/*.ts', 'subgraphs/*/src/**/*.ts'], { cwd: root }).filter(
  (file) => !/\.(test|e2e)\.ts$|\/(testing|generated)\//.test(file),
);

/** Names that npm sets, or that we set for others and nobody chooses. */
const notForPeople = new Set(['INIT_CWD', 'APOLLO_TELEMETRY_DISABLED']);

const read = new Set(
  sources.flatMap((file) => {
    const text = readText(file);
    const asked = [...text.matchAll(/env\['([A-Z][A-Z_]+)'\]|env\.([A-Z][A-Z_]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    const declared = text.includes('readConfig')
      ? [...text.matchAll(/^ {2,6}([A-Z][A-Z_]+): (?:z\b|url\()/gm)].map(([, name = '']) => name)
      : [];
    return [...asked, ...declared].filter((name) => !notForPeople.has(name));
  }),
);

test('each variable that is read stands in .env.example', () => {
  expect(read).toContain('PORT');
  const shown = new Set([...readText('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name));
  expect([...read].filter((name) => !shown.has(name))).toEqual([]);
});

test('each variable of npm start stands in docs/running.md', () => {
  const config = readText('stack/src/config.ts');
  const names = [...config.matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map(([, name = '']) => name);
  expect(names).toContain('DATABASE_URL');
  expect([...names, 'DATA_DIR', 'LOG_LEVEL'].filter((name) => !readText('docs/running.md').includes(`| \`${name}\``))).toEqual([]);
});
