import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';

/** Federation's own directives and `@link`'s kin; a project's SDL may bring their definitions along. */
const known = new Set(
  (
    'key external requires provides shareable extends tag inaccessible override composeDirective interfaceObject ' +
    'authenticated requiresScopes policy context fromContext cost listSize link cacheTag connect source core'
  ).split(' '),
);

/** What a directive of a subgraph is called by federation: `federation__key` and a renamed import `@k` are both `key`. */
export type Canonical = (name: string) => string;

export function canonicalNames(document: DocumentNode): Canonical {
  const names = new Map<string, string>();
  let namespace = 'federation';
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_EXTENSION && definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const url = stringOf(directive, 'url');
      if (url === undefined || !/\/federation\/v2/.test(url)) continue;
      namespace = stringOf(directive, 'as') ?? namespace;
      for (const [imported, as] of importsOf(directive)) names.set(as, imported);
    }
  }
  const prefix = `${namespace}__`;
  return (name) => names.get(name) ?? (name.startsWith(prefix) ? name.slice(prefix.length) : name);
}

/** Is it defined by federation itself, so that no rule is for it? */
export const isMachinery = (typeName: string): boolean => typeName.startsWith('_') || typeName.includes('__');

export const isOwnDirective = (name: string): boolean => !isMachinery(name) && !known.has(name);

/** The string that an argument of a directive holds. */
export function stringOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** `["@key", {name: "@tag", as: "@label"}]` as pairs of the imported name and the one used here, without the @. */
function importsOf(link: ConstDirectiveNode): [imported: string, as: string][] {
  const value = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((each): [string, string][] => {
    if (each.kind === Kind.STRING) return [[bare(each.value), bare(each.value)]];
    if (each.kind !== Kind.OBJECT) return [];
    const field = (wanted: string) => {
      const found = each.fields.find(({ name }) => name.value === wanted)?.value;
      return found?.kind === Kind.STRING ? bare(found.value) : undefined;
    };
    const [name, as] = [field('name'), field('as')];
    return name === undefined ? [] : [[name, as ?? name]];
  });
}

const bare = (name: string): string => name.replace(/^@/, '');
