import { matchesGlob } from 'node:path';
import { filesOfLayer, gatewayLayers } from './gateway-layers.ts';
import { importRules } from './import-rules.ts';
import { type Import, importsOf, workspaceOf } from './imports.ts';
import { textRules } from './text-rules.ts';

export interface Offence {
  file: string;
  rule: string;
  what: string;
}

const matches = (path: string, globs: readonly string[] = []): boolean => globs.some((glob) => matchesGlob(path, glob));

/** What breaks the house's rules, in the files given: text by path from the root. */
export function findOffences(files: ReadonlyMap<string, string>): Offence[] {
  const imports = [...files].flatMap(([path, text]) => importsOf(path, text));
  return [
    ...imports.flatMap(offencesOf),
    ...[...files].flatMap(([path, text]) => offencesInText(path, text)),
    ...strangers([...files.keys()]),
    ...cycles(imports),
  ];
}

function offencesOf(one: Import): Offence[] {
  const broken = importRules
    .filter(({ from, butFrom }) => matches(one.from, from) && !matches(one.from, butFrom))
    .filter(({ to, butTo, types }) => matches(one.to, to) && !matches(one.to, butTo) && !(one.isType && types === 'allowed'))
    .map(({ name }) => name);
  const climbs = one.specifier.startsWith('.') && one.to.includes('/') && workspaceOf(one.to) !== workspaceOf(one.from);
  if (climbs) broken.push('another workspace is imported by its package, never by a path into it');
  if (/^(?:\/|(?!node:)[a-z]+:)/.test(one.specifier)) broken.push('an import names a package or a file beside it, no address');
  return broken.map((rule) => ({ file: one.from, rule, what: `imports ${one.specifier}` }));
}

const offencesInText = (file: string, text: string): Offence[] =>
  textRules
    .filter(({ from, butFrom }) => matches(file, from) && !matches(file, butFrom))
    .flatMap(({ name, find }) => find(text).map((what) => ({ file, rule: name, what })));

/** A file of the gateway that stands in no layer is held by none. */
function strangers(paths: string[]): Offence[] {
  const known = Object.keys(gatewayLayers).flatMap(filesOfLayer);
  return paths
    .filter((path) => matchesGlob(path, 'gateway/src/**') && !/\.test\.tsx?$/.test(path) && !matches(path, known))
    .map((file) => ({ file, rule: 'every file of the gateway stands in a layer', what: 'is named in none of .ci/gateway-layers.ts' }));
}

/** Types count. Generated files do not: what codegen writes names the context, and what the context needs names generated inputs. */
function cycles(imports: readonly Import[]): Offence[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) if (!matchesGlob(to, '**/generated/**')) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const found: Offence[] = [];
  const walk = (file: string, way: string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) {
      const circle = [...way.slice(at), file];
      for (const one of new Set(circle)) found.push({ file: one, rule: 'no cycle, of types neither', what: circle.join(' -> ') });
    }
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
