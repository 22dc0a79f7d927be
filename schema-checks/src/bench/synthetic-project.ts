/** A project of a size that nobody here has: texts by path. Every figure comes from its arguments, none from chance. */
export interface Size {
  subgraphs: number;
  /** Of all subgraphs together, without Query. */
  types: number;
  operations: number;
}

/** Of each hundred types of a subgraph. */
const shares = { entities: 20, details: 34, statuses: 10, filters: 20, unions: 8, nodes: 8 };

const head =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@shareable", "@inaccessible", "@tag"])';

export function syntheticProject({ subgraphs, types, operations }: Size): Map<string, string> {
  const names = Array.from({ length: subgraphs }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const hundreds = types / subgraphs / 100;
  const files = new Map(names.map((name, index) => [`rooms/${name}.graphql`, roomSdl(names, index, hundreds)]));
  const perFile = 40;
  for (let file = 0; file * perFile < operations; file++) {
    const count = Math.min(perFile, operations - file * perFile);
    const texts = Array.from({ length: count }, (_, index) => operationText(names, file * perFile + index, hundreds));
    files.set(`operations/${String(file).padStart(3, '0')}.graphql`, texts.join('\n'));
  }
  const config = {
    subgraphs: names.map((name) => ({ name, sdl: `rooms/${name}.graphql`, url: `http://${name}:4000` })),
    operations: [{ client: 'web', files: 'operations/*.graphql' }],
    contracts: [{ name: 'public', exclude: ['staff'], file: 'public.graphql' }],
    base: 'main',
  };
  return files.set('schema.config.json', JSON.stringify(config, null, 2));
}

const many = (share: number, hundreds: number): number => Math.max(1, Math.round(share * hundreds));
const upper = (name: string): string => name.toUpperCase();
const at = (names: readonly string[], index: number): string => names[index % names.length] ?? '';

function roomSdl(names: readonly string[], index: number, hundreds: number): string {
  const count = (share: keyof typeof shares) => many(shares[share], hundreds);
  const own = at(names, index);
  const room = upper(own);
  const next = upper(at(names, index + 1));
  const far = upper(at(names, index + 2));
  const list = (share: keyof typeof shares, each: (number: number) => string) =>
    Array.from({ length: count(share) }, (_, number) => each(number)).join('\n');
  return `${head}
"Money, said alike everywhere."
type Money @shareable { "How much." amount: String! "Of what." currency: String! }
"What can be asked."
type Query {
${list('entities', (n) => `  "One." ${own}Entity${n}(id: ID!, filter: ${room}Filter${n}Input): ${room}Entity${n}\n  "At most 10." ${own}List${n}(first: Int = 10): [${room}Entity${n}!]`)}
}
${list(
  'entities',
  (n) => `"An entity." type ${room}Entity${n} implements ${room}Node${n % count('nodes')} @key(fields: "id") {
  "Its id." id: ID! "Its name." name: String "Its price." price: Money "For staff." secret: String @tag(name: "staff")
  "Where it stands." status(at: ${room}Status${n % count('statuses')}): ${room}Status${n % count('statuses')}
  "More of it." detail: ${room}Detail${n % count('details')} "What it may be." either: ${room}Either${n % count('unions')}
  "In another room." far: ${far}Entity${n} "Its neighbour." next: ${room}Entity${(n + 1) % count('entities')}
}
"An entity." type ${next}Entity${n} @key(fields: "id") { "Its id." id: ID! "What we add." ${own}Extra: Int "And more." ${own}Price: Money }
"An entity." type ${far}Entity${n} @key(fields: "id", resolvable: false) { "Its id." id: ID! }`,
)}
${list('nodes', (n) => `"What has a name." interface ${room}Node${n} { "Its id." id: ID! "Its name." name: String }`)}
${list('details', (n) => `"More." type ${room}Detail${n} { "A." a: Int "B." b("How big." size: Int = 3): String "Deeper." deeper: ${room}Detail${(n + 1) % count('details')} "C." c: [Money!] }`)}
${list('statuses', (n) => `"A status." enum ${room}Status${n} { "New." NEW "Open." OPEN "Done." DONE "Lost." LOST }`)}
${list('filters', (n) => `"A filter." input ${room}Filter${n}Input { "By name." name: String "By status." status: ${room}Status${n % count('statuses')} "At least." least: Int = 0 }`)}
${list('unions', (n) => `"Either." union ${room}Either${n} = ${room}Detail${n} | ${room}Detail${(n + 1) % count('details')}`)}
`;
}

function operationText(names: readonly string[], index: number, hundreds: number): string {
  const own = at(names, index * 3);
  const room = upper(own);
  const n = index % many(shares.entities, hundreds);
  return `query Operation${index}($id: ID!, $filter: ${room}Filter${n}Input) {
  ${own}Entity${n}(id: $id, filter: $filter) {
    id name price { amount currency } status(at: ${index % 2 === 0 ? 'NEW' : 'OPEN'}) ${at(names, names.length + index * 3 - 1)}Extra
    detail { a b(size: ${index % 5}) deeper { c { amount } ${index % 3 === 0 ? 'a' : ''} } }
    either { ... on ${room}Detail${n % many(shares.unions, hundreds)} { a } }
    far { id name ${index % 4 === 0 ? 'price { amount }' : ''} } next { name next { id } }
  }
  ${own}List${n}(first: ${index % 9}) { id name }
}
`;
}

/** The project a while later: in each room one thing of many kinds has changed, most of them things that operations use. */
export function changedProject(files: ReadonlyMap<string, string>): Map<string, string> {
  const edits: ((sdl: string) => string)[] = [
    (sdl) => sdl.replace('"Its neighbour." next: ', '"Its neighbour." beside: '),
    (sdl) => sdl.replace(' "Lost." LOST', ''),
    (sdl) => sdl.replace('"By name." name: String', '"By name." name: String!'),
    (sdl) => sdl.replace('b("How big." size: Int = 3)', 'b("How big." size: Int! = 3, "Of what." of: String)'),
    (sdl) => sdl.replace('"A." a: Int', '"A." a: Int!'),
    (sdl) =>
      sdl.replace('"For staff." secret: String', '"For staff." secret: String @deprecated(reason: "Use name. Removed after 2099-01-31.")'),
    (sdl) => sdl.replace('"In another room." far: ', '"New." added: Int "In another room." far: '),
  ];
  const rooms = [...files].filter(([path]) => path.startsWith('rooms/'));
  return new Map(
    rooms.map(([path, sdl], index) => [path, edits.reduce((text, edit, kind) => (kind % 3 === index % 3 ? edit(text) : text), sdl)]),
  );
}
