import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { pages, readText, root } from './read-docs.ts';

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** As GitHub makes anchors of headings. Kept: the pages of the API reference have thousands of links. */
const anchorsOf = (page: string): ReadonlySet<string> => {
  const known = anchors.get(page) ?? new Set([...readText(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
  anchors.set(page, known);
  return known;
};
const anchors = new Map<string, ReadonlySet<string>>();

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

test('every link of every page leads somewhere', () => {
  const broken = pages().flatMap((page) =>
    [...withoutCode(readText(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^(https?|mailto):/.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return [`${page}: ${target}`];
      return anchor === undefined || anchorsOf(file).has(anchor) ? [] : [`${page}: ${target}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('every file that a page names is there: from the root, the page, or orders, where a page speaks of any room', () => {
  const missing = pages().flatMap((page) =>
    [...readText(page).matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs|js|graphql|md|yml|json))`/g)].flatMap(([, path = '']) =>
      ['.', dirname(page), 'subgraphs/orders'].some((base) => existsSync(join(root, base, path))) || path.includes('generated')
        ? []
        : [`${page}: ${path}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('every npm script that a page names can be run', () => {
  const scriptsOf = (workspace: string): string[] => {
    const { scripts = {} } = JSON.parse(readText(join(workspace, 'package.json'))) as { scripts?: Record<string, string> };
    return Object.keys(scripts);
  };
  const unknown = pages().flatMap((page) =>
    [...readText(page).matchAll(/npm (?:run (?:--silent )?)?([a-z:-]+)(?: -w ([\w/<>-]+))?/g)].flatMap(([text, script = '', place]) => {
      const plain = /^npm (ci|install|script|packages|workspaces)/.test(text) || !/^npm (run|start|test)/.test(text);
      const workspace = place?.replace('<room>', 'products') ?? '.';
      return plain || scriptsOf(workspace).includes(script) ? [] : [`${page}: ${text}`];
    }),
  );
  expect(unknown).toEqual([]);
});
