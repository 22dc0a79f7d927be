import { posix } from 'node:path';

/** One import of a file, wherever it stands in it: static, `export .. from`, `import()`, `require()`. */
export interface Import {
  from: string;
  /** A path from the root, `npm:<package>` or `node:<module>`. */
  to: string;
  specifier: string;
  /** `import type`: gone before the code runs. */
  isType: boolean;
}

const comment = String.raw`\/\/.*|\/\*[^]*?\*\/`;
const statement = new RegExp(
  String.raw`^[ \t]*(?:import|export)\b([ \t]+type\b)?(?:(?:[\w$*\s,{}]|${comment})+?\bfrom)?(?:\s|${comment})*(['"])([^'"\n]+)\2`,
  'gm',
);
const call = /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n]+)\1/g;

/** Reads the imports of a file; `path` is from the root. */
export function importsOf(path: string, text: string): Import[] {
  const code = withoutCommentLines(text);
  const found = [
    ...[...code.matchAll(statement)].map(([, type, , specifier = '']) => ({ specifier, isType: type !== undefined })),
    ...[...code.matchAll(call)].map(([, , specifier = '']) => ({ specifier, isType: false })),
  ];
  // In plain quotes a `${` belongs to a text that writes code; in real code it is refused as an import that is put together.
  return found
    .filter(({ specifier }) => !specifier.includes('${'))
    .map((one) => ({ ...one, from: path, to: placeOf(path, one.specifier) }));
}

/** Only what begins a line: what looks like the start of a comment may stand in a text. */
export const withoutCommentLines = (text: string): string =>
  text.replaceAll(/^[ \t]*\/\*.*?\*\//gm, '').replaceAll(/^[ \t]*(?:\/\/|\/?\*).*$/gm, '');

/** The folder of the workspace that a path is in: `subgraphs/orders`, `kit`. */
export const workspaceOf = (path: string): string => path.split('/', path.startsWith('subgraphs/') ? 2 : 1).join('/');

function placeOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('#')) return inWorkspace(workspaceOf(from), specifier.slice(1));
  const [, name, rest] = /^@cartograph\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (!name) return specifier.startsWith('node:') ? specifier : `npm:${specifier}`;
  return inWorkspace(clients.has(name) ? `clients/${name}` : folders.has(name) ? name : `subgraphs/${name}`, rest ?? 'index');
}

const clients = new Set(['apollo']);
const folders = new Set(['kit', 'gateway', 'schema', 'schema-checks', 'drizzle', 'postgres', 'stack', 'e2e', 'bench']);

const inWorkspace = (workspace: string, path: string): string =>
  `${workspace}/${/^(?:testing|simulation)\//.test(path) ? '' : 'src/'}${path}.ts`;
