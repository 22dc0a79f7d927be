import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';

/**
 * The texts of the operations below a folder, in its folders too: those at the top first, by name. A fragment that stands in another file of the same folder
 * is put behind the text, so that each can be sent as it is.
 */
export function readExamples(folder: string): string[] {
  const files = globSync('**/*.graphql', { cwd: folder });
  const depth = (file: string): number => file.split(/[\\/]/).length;
  const sorted = files.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const texts = sorted.map((file) => ({ folder: join(file, '..'), text: readFileSync(join(folder, file), 'utf8') }));
  return texts.map((one) => withFragments(one.text, fragmentsOf(texts.filter((other) => other.folder === one.folder))));
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsIn = (text: string): FragmentDefinitionNode[] =>
  parse(text, { noLocation: true }).definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);

const fragmentsOf = (texts: readonly { text: string }[]): Fragments =>
  new Map(texts.flatMap(({ text }) => fragmentsIn(text)).map((node) => [node.name.value, node]));

function withFragments(text: string, known: Fragments): string {
  const own = new Set(fragmentsIn(text).map(({ name }) => name.value));
  const missing = new Map<string, string>();
  const look = (written: string): void => {
    visit(parse(written, { noLocation: true }), {
      FragmentSpread: ({ name: { value } }) => {
        const found = known.get(value);
        if (own.has(value) || missing.has(value) || !found) return;
        missing.set(value, print(found));
        look(print(found));
      },
    });
  };
  look(text);
  return [text, ...missing.values()].join('\n');
}
