import { databaseOfKit, rules, tests } from './import-rules.ts';
import { withoutCommentLines } from './imports.ts';

/** What may not stand in files of `from`, whatever they import. */
interface TextRule {
  name: string;
  from: string[];
  butFrom?: string[];
  find: (text: string) => string[];
}

const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const beginnings = [
  String.raw`<select>\s[^;]*\s<from>\s+[\w("$]`,
  String.raw`<select>\s+\w+\(`,
  String.raw`<insert>\s+<into>\s`,
  String.raw`<update>\s+(?:<only>\s+)?[\w."$\{}]+\s+(?:(?:<as>\s+)?\w+\s+)?<set>\s+(?:["\w]+\s*=|[$(])`,
  String.raw`<delete>\s+<from>\s`,
  String.raw`<with>\s+\w+\s+<as>\s*\(`,
  String.raw`<merge>\s+<into>\s+\w+\s+(?:<as>\s+\w+\s+)?<using>\s`,
  String.raw`(?:<create>|<alter>|<drop>|<lock>|<truncate>)\s+<table>\s`,
].join('|');
const spelt = (spell: (word: string) => string): string => beginnings.replaceAll(/<(\w+)>/g, (_, word: string) => spell(word));
/** In small letters, as the house writes it, or in capitals; a sentence that begins with "Select" is none. */
const sql = new RegExp(`\\b(?:${spelt((word) => word)}|${spelt((word) => word.toUpperCase())})`);

const statements = (text: string): string[] =>
  [...withoutCommentLines(text).matchAll(literal)]
    .map(([found]) => found)
    .filter((found) => sql.test(found))
    .map(shortened);

const shortened = (found: string): string => `says ${found.replaceAll(/\s+/g, ' ').slice(0, 60)}`;

const finding =
  (pattern: RegExp) =>
  (text: string): string[] =>
    [...withoutCommentLines(text).matchAll(pattern)].map(([found]) => shortened(found));

/** Neither one name in quotes, nor found without an import. */
const putTogether = [
  /\b(?:import|require)\s*\(\s*[^'"`\s)][^)]*/,
  /\bimport\s*\(\s*`[^`]*\$\{[^)]*/,
  /\bimport\s*\(\s*(['"`])[^'"`]*\1\s*[^'"`\s),][^)]*/,
  /\b(?:createRequire|getBuiltinModule)\b/,
]
  .map(({ source }) => source)
  .join('|');

export const textRules: TextRule[] = [
  {
    name: 'SQL stands in stores',
    from: ['{kit,gateway,stack}/src/**', 'subgraphs/*/src/**'],
    butFrom: [
      'subgraphs/*/src/**/{*-store,tables,checks}.ts',
      ...databaseOfKit,
      // What asks PostgreSQL itself or all rooms' databases: roles and databases, the doctor, status, replay, whether there is a seed.
      'stack/src/**/*-store.ts',
      'stack/src/{open-server,provision,doctor/own-checks,replay/read-sides,seed/seed-once}.ts',
      ...tests,
    ],
    find: statements,
  },
  {
    name: 'a resolver is given use cases and loaders, never the database',
    from: ['subgraphs/*/src/resolvers/**', 'subgraphs/*/src/context.ts'],
    butFrom: tests,
    find: finding(/\b(?:db|deps|database|pool|queryable)\b/gi),
  },
  {
    // Whatever its text is made of: it can be sent through these alone.
    name: 'only stores send statements',
    from: ['subgraphs/*/src/**'],
    butFrom: ['subgraphs/*/src/**/{*-store,tables,checks}.ts', ...tests],
    find: finding(/\.query\s*[(<]|\.orm\b/g),
  },
  {
    name: 'a rule is told the time',
    from: rules,
    butFrom: tests,
    find: finding(/\bnew Date\b(?!\s*\(\s*[^)\s])|(?<!\bnew )\bDate\(|\bTemporal\.Now\b/g),
  },
  {
    name: 'an import says what it imports',
    from: ['{kit,gateway,stack}/src/**', 'subgraphs/*/src/**'],
    butFrom: tests,
    find: finding(new RegExp(putTogether, 'g')),
  },
];
