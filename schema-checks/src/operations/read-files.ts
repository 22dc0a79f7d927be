import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type FragmentDefinitionNode, Source } from 'graphql';
import type { KnownOperation } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Config } from '../project/config.ts';
import { type Loaded, loadText, type Sender } from './loaded.ts';
import { loadManifest } from './manifest.ts';
import { type ParsedText, parseText } from './split-document.ts';

type Entry = Config['operations'][number];

/** A file that an entry of the configuration names, and who sends what stands in it. */
interface Found extends Sender {
  file: string;
  manifest: boolean;
}

/** Every operation that is committed, in the order of the files. InputProblem for what cannot be read. */
export function readFiles(root: string, config: Config): { loaded: Loaded[]; empty: string[] } {
  const empty: string[] = [];
  const found = config.operations.flatMap((entry, index) => {
    const files = filesOf(root, entry, `operations[${index}]`);
    if (files.length === 0) empty.push(`operations[${index}].files: ${JSON.stringify(entry.files)} matches no file.`);
    return files;
  });
  const texts = found.flatMap((each) =>
    each.manifest ? [] : [{ ...each, text: parseText(new Source(readText(root, each.file), each.file)) }],
  );
  const fragments = fragmentsOfClients(texts);
  const loaded = [
    ...texts.flatMap((each) => loadText(each.text, each, { others: fragments(each.client) })),
    ...found.filter(({ manifest }) => manifest).flatMap((each) => loadManifest(readText(root, each.file), each.file, each)),
  ];
  return { loaded, empty };
}

function filesOf(root: string, entry: Entry, where: string): Found[] {
  if ((entry.files === undefined) === (entry.manifest === undefined))
    throw new InputProblem(`${where}: give either files (a glob of .graphql files) or manifest (a path of trusted documents).`);
  const path = entry.files ?? entry.manifest ?? '';
  const isGlob = /[*?{[]/.test(path);
  if (!isGlob && !existsSync(join(root, path))) throw new InputProblem(`${where}: ${path} is not there.`);
  const files = isGlob ? globSync(path, { cwd: root }).map((file) => file.replaceAll('\\', '/')) : [path];
  return files.sort().map((file) => ({
    file,
    manifest: entry.manifest !== undefined,
    client: clientOf(entry.client, file, where),
    target: targetOf(entry.target, file),
  }));
}

function clientOf(pattern: string, file: string, where: string): string {
  const folders = file.split('/').slice(0, -1);
  return pattern.replace(/\{folder:(\d+)\}/g, (_, digits: string) => {
    const folder = folders[Number(digits)];
    if (folder === undefined) throw new InputProblem(`${where}.client: ${file} has no folder number ${digits} (the first is 0).`);
    return folder;
  });
}

const targetOf = (pattern: string | undefined, file: string): KnownOperation['target'] =>
  pattern === undefined ? { kind: 'api' } : { kind: 'subgraph', subgraph: pattern.replaceAll('{file}', basename(file, extname(file))) };

function readText(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    throw new InputProblem(`${file}: it cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Fragments that files of one client share. Of two with one name neither is shared. */
function fragmentsOfClients(texts: readonly { client: string; text: ParsedText }[]) {
  const all = new Map<string, Map<string, FragmentDefinitionNode>>();
  const twice = new Map<string, Set<string>>();
  for (const { client, text } of texts) {
    const known = all.get(client) ?? new Map<string, FragmentDefinitionNode>();
    const ambiguous = twice.get(client) ?? new Set<string>();
    for (const [name, fragment] of text.fragments) {
      if (known.has(name)) ambiguous.add(name);
      known.set(name, fragment);
    }
    all.set(client, known);
    twice.set(client, ambiguous);
  }
  for (const [client, names] of twice) for (const name of names) all.get(client)?.delete(name);
  return (client: string): ReadonlyMap<string, FragmentDefinitionNode> => all.get(client) ?? new Map();
}
