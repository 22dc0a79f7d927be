import { createHash } from 'node:crypto';
import { rules } from '../lint/rules/index.ts';
import type { Case } from './read-cases.ts';

/** The files of a project at two moments: texts by their path from the project's root. */
export interface ProjectFiles {
  before: Map<string, string>;
  after: Map<string, string>;
}

/**
 * A case as the project that it tells of. `after/` holds only the SDL that differs; what stands in `extra/`, `operations/` and
 * `remotes/` is there before and after. A file that formatters would refuse ends in `.txt`, which is dropped here.
 * Texts may hold `{daysAgo:3}`, `{daysAhead:3}` and `{sha256:product-name}` (of operations/product-name.graphql): `now` is today.
 */
export function projectFiles(given: Case, now: Date): ProjectFiles {
  const fill = filler(given, now);
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const sdl = { before: new Map<string, string>(), after: new Map<string, string>() };
  for (const [path, text] of given.files) {
    const plain = path.replace(/\.txt$/, '');
    const [top = '', ...rest] = plain.split('/');
    if (path === 'case.json') continue;
    if (top === 'before' || top === 'after') sdl[top].set(rest.join('/').replace(/\.graphql$/, ''), text);
    else for (const files of [before, after]) files.set(top === 'extra' ? rest.join('/') : plain, fill(text));
  }
  for (const [name, text] of sdl.before) if (!sdl.after.has(name) && !given.removed.includes(name)) sdl.after.set(name, text);
  for (const [files, texts, urls] of [
    [before, sdl.before, {}],
    [after, sdl.after, given.urls],
  ] as const) {
    for (const [name, text] of texts) files.set(`subgraphs/${name}.graphql`, text);
    if (!files.has('schema.config.json')) files.set('schema.config.json', configText(given, [...texts.keys()], urls));
  }
  return { before, after };
}

function configText({ config, files }: Case, names: string[], urls: Record<string, string>): string {
  const has = (path: string) => [...files.keys()].some((file) => file.startsWith(path));
  const whole = {
    subgraphs: names.sort().map((name) => ({ name, sdl: `subgraphs/${name}.graphql`, url: urls[name] ?? `http://${name}.test/graphql` })),
    operations: [
      ...(has('operations/') ? [{ client: 'shop', files: 'operations/*.graphql' }] : []),
      ...(has('remotes/') ? [{ client: '{folder:1}', files: 'remotes/*/*.graphql', target: '{file}' }] : []),
    ],
    approvals: 'approvals.json',
    ...(has('usage.jsonl') ? { usage: { file: 'usage.jsonl' } } : {}),
    ...config,
    // What is good style is a matter of each project: a case has no rule but those that it names.
    lint: { ...lintOf(config), rules: { ...Object.fromEntries(rules.map(({ name }) => [name, 'off'])), ...lintOf(config)?.rules } },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const lintOf = ({ lint }: Case['config']) => lint as { rules?: Record<string, string> } | undefined;

function filler({ files }: Case, now: Date): (text: string) => string {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return (text) =>
    text
      .replaceAll(
        /"lastSeen":\s*"\{days(Ago|Ahead):(\d+)\}"/g,
        (_, way: string, days: string) => `"lastSeen":"${day(way === 'Ago' ? -Number(days) : Number(days))}"`,
      )
      .replaceAll(/\{daysAgo:(\d+)\}/g, (_, days: string) => day(-Number(days)).slice(0, 10))
      .replaceAll(/\{daysAhead:(\d+)\}/g, (_, days: string) => day(Number(days)).slice(0, 10))
      .replaceAll(/\{sha256:([\w-]+)\}/g, (_, name: string) => hash(files.get(`operations/${name}.graphql`) ?? name));
}
