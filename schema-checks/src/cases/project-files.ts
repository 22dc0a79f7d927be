import { createHash } from 'node:crypto';
import { rules } from '../lint/rules/index.ts';
import type { Case, ProjectFiles } from './read-case.ts';

/**
 * A case as the project that it tells of, with a configuration where it has none of its own.
 * Texts may hold `{daysAgo:3}`, `{daysAhead:3}` and `{sha256:product-name}` (of operations/product-name.graphql): `now` is today.
 */
export function projectFiles(given: Case, now: Date): ProjectFiles {
  return { before: filesOf(given, 'before', now), after: filesOf(given, 'after', now) };
}

function filesOf(given: Case, moment: keyof ProjectFiles, now: Date): Map<string, string> {
  const texts = given.files[moment];
  const fill = filler(texts, now);
  const files = new Map([...texts].map(([path, text]) => [path, fill(text)]));
  if (!files.has('schema.config.json'))
    files.set('schema.config.json', configText(given.config, [...texts.keys()], moment === 'after' ? given.urls : {}));
  return files;
}

function configText(config: Case['config'], paths: string[], urls: Record<string, string>): string {
  const has = (folder: string) => paths.some((path) => path.startsWith(folder));
  const names = paths.flatMap((path) => /^subgraphs\/(\w+)\.graphql$/.exec(path)?.[1] ?? []).sort();
  const whole = {
    subgraphs: names.map((name) => ({ name, sdl: `subgraphs/${name}.graphql`, url: urls[name] ?? `http://${name}.test/graphql` })),
    operations: [
      ...(has('operations/') ? [{ client: 'shop', files: 'operations/*.graphql' }] : []),
      ...(has('remotes/') ? [{ client: '{folder:1}', files: 'remotes/*/*.graphql', target: '{file}' }] : []),
    ],
    approvals: 'approvals.json',
    ...(has('events/') ? { events: { schemas: 'events/*.json', readers: 'readers/*.reads.json' } } : {}),
    ...(has('usage.jsonl') ? { usage: { file: 'usage.jsonl' } } : {}),
    ...config,
    // What is good style is a matter of each project: a case has no rule but those that it names.
    lint: { ...lintOf(config), rules: { ...Object.fromEntries(rules.map(({ name }) => [name, 'off'])), ...lintOf(config)?.rules } },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const lintOf = ({ lint }: Case['config']) => lint as { rules?: Record<string, string> } | undefined;

function filler(texts: ReadonlyMap<string, string>, now: Date): (text: string) => string {
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
      .replaceAll(/\{sha256:([\w-]+)\}/g, (_, name: string) => hash(texts.get(`operations/${name}.graphql`) ?? name));
}
