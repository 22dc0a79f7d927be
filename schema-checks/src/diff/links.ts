import { type ConstValueNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** A specification that a schema links to. */
export interface Link {
  /** Without its version: `https://specs.apollo.dev/federation`. */
  identity: string;
  version: string;
}

/** What a document calls the directives of the specifications that it links to. */
export interface Links {
  links: readonly Link[];
  /** `primaryKey` or `federation__key` => `key`; a name of no specification gives undefined. */
  canonical: (name: string) => string | undefined;
}

const apollo = 'https://specs.apollo.dev/';

/** Before links there were only these. */
const firstFederation = new Set(['key', 'external', 'requires', 'provides', 'extends', 'tag', 'inaccessible', 'shareable', 'override']);

export function linksOf(document: DocumentNode): Links {
  const links: Link[] = [];
  const names = new Map<string, string>([['link', 'link']]);
  const prefixes = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const args = new Map((directive.arguments ?? []).map((arg) => [arg.name.value, plain(arg.value)]));
      const link = linkOf(args.get('url'));
      if (!link) continue;
      links.push(link);
      if (!link.identity.startsWith(apollo)) continue;
      const spec = link.identity.slice(apollo.length);
      const prefix = typeof args.get('as') === 'string' ? String(args.get('as')) : spec;
      prefixes.set(prefix, spec);
      names.set(prefix, spec);
      for (const [name, as] of importsOf(args.get('import'))) names.set(as, name);
    }
  }
  const linked = links.some(({ identity }) => identity.startsWith(apollo));
  const canonical = (name: string): string | undefined => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const [prefix = '', ...rest] = name.split('__');
    if (rest.length > 0 && prefixes.has(prefix)) return rest.join('__');
    return !linked && firstFederation.has(name) ? name : undefined;
  };
  return { links, canonical };
}

const plain = (value: ConstValueNode): unknown => valueFromASTUntyped(value);

function linkOf(url: unknown): Link | undefined {
  const [, identity, version] = (typeof url === 'string' && /^(.*)\/(v\d+\.\d+)$/.exec(url)) || [];
  if (identity !== undefined && version !== undefined) return { identity, version };
  return typeof url === 'string' ? { identity: url, version: '' } : undefined;
}

/** `"@key"` and `{name: "@key", as: "@primaryKey"}`, without their `@`. */
function importsOf(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return [];
  const bare = (name: unknown) => String(name).replace(/^@/, '');
  return list.map((item: unknown): [string, string] => {
    if (typeof item !== 'object' || item === null) return [bare(item), bare(item)];
    const { name, as } = item as { name?: unknown; as?: unknown };
    return [bare(name), bare(as ?? name)];
  });
}
