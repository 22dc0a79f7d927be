import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CheckReport } from './model.ts';

vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'schema-main-'));
const shop = join(folder, 'shop');
const main = join(import.meta.dirname, 'main.ts');
const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])\n';
const products = `${head}type Query {\n  "The shelf."\n  products: [Product!]!\n}\n"A thing."\ntype Product @key(fields: "id") {\n  id: ID!\n  title: String\n  slug: String\n}\n`;
const config = {
  subgraphs: ['products', 'pricing'].map((name) => ({ name, sdl: `rooms/${name}.graphql`, url: `http://${name}` })),
  operations: [{ client: 'web', files: 'operations/*.graphql' }],
  lint: { rules: {} },
};
const files = {
  'schema.config.json': JSON.stringify(config),
  'rooms/products.graphql': products,
  'rooms/pricing.graphql': `${head}type Product @key(fields: "id") {\n  id: ID!\n  price: Int\n}\n`,
  'operations/browse.graphql': 'query Browse {\n  products {\n    title\n  }\n}\n',
};

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'init.defaultBranch=main', ...args], {
    cwd,
    stdio: 'pipe',
  });
const put = (root: string, texts: Record<string, string>) => {
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
};

beforeAll(() => {
  put(shop, files);
  git(shop, 'init', '-q');
  git(shop, 'add', '.');
  git(shop, 'commit', '-qm', 'all');
  git(shop, 'tag', 'v1');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;
/** Runs the command in a copy of the shop with some files changed. */
function run(args: string[], changed: Record<string, string> = {}, removed: string[] = []) {
  const root = join(folder, `copy-${copies++}`);
  cpSync(shop, root, { recursive: true });
  put(root, changed);
  for (const file of removed) rmSync(join(root, file));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: root, encoding: 'utf8' });
  return { root, status, stdout, stderr };
}
const against = ['check', '--base', 'v1', '--today', '2026-11-21'];
const without = (line: string) => ({ 'rooms/products.graphql': products.replace(line, '') });

const refused: Record<string, [args: string[], changed: Record<string, string>, message: RegExp, removed?: string[]]> = {
  'no command': [[], {}, /^Which command\? There are check, compose, diff, lint, changelog, plans, contract, docs/],
  'an unknown command': [['chekc'], {}, /^"chekc" is no command\. There are check, /],
  'an unknown option': [['check', '--bsae', 'v1'], {}, /^Unknown option '--bsae': npm run schema:check -- --help/],
  'an argument too many': [['check', 'v1'], {}, /^"v1": schema check takes options only/],
  'an option without its value': [['check', '--base'], {}, /^Option '--base <value>' argument missing/],
  'a day that is none': [['check', '--today', '2027-02-30'], {}, /^--today 2027-02-30: must be a date/],
  'two reports on one output': [['check', '--json', '-', '--markdown', '-'], {}, /^--json - and --markdown -: /],
  'no configuration': [against, {}, /^schema\.config\.json: there is no such file/, ['schema.config.json']],
  'a configuration that is no JSON': [
    against,
    { 'schema.config.json': '{\n  "subgraphs": [}' },
    /^schema\.config\.json:2:17: this is no JSON/,
  ],
  'bad fields, all at once': [
    against,
    { 'schema.config.json': JSON.stringify({ ...config, subgraphs: [{ name: 'a b', sdl: '' }], usage: { windowDays: 0 } }) },
    /^schema\.config\.json needs attention:\n {2}subgraphs\[0\]\.name: .*\n {2}subgraphs\[0\]\.sdl: .*\n {2}subgraphs\[0\]\.url: must be a URL.*\n {2}usage\.windowDays: .*>=1/,
  ],
  'a lint rule that there is not': [
    against,
    { 'schema.config.json': JSON.stringify({ ...config, lint: { rules: { pretty: 'error' } } }) },
    /there is no rule "pretty"; the rules are /,
  ],
  'SDL that does not parse': [
    against,
    { 'rooms/pricing.graphql': 'type Product {\n  id ID!\n}' },
    /^rooms\/pricing\.graphql:2:6: Syntax Error/,
  ],
  'SDL that is missing': [
    against,
    {},
    /^schema\.config\.json: the SDL of pricing, rooms\/pricing\.graphql, is not there\.\n$/,
    ['rooms/pricing.graphql'],
  ],
  'an unknown base': [['check', '--base', 'v9'], {}, /^--base v9: there is no such commit, branch, tag or file here\. Run git fetch/],
  'no base, and none to be had': [
    ['check'],
    {},
    /^base origin\/main: there is no such commit.*git fetch origin main, or name another by --base\.\n$/,
  ],
  'a base that is no schema': [['check', '--base', 'x.graphql'], { 'x.graphql': 'type {' }, /^x\.graphql:1:6: Syntax Error/],
  'an operation for another schema': [
    against,
    { 'operations/other.graphql': 'query Others { planets { name } }' },
    /^operations\/other\.graphql:1:1: the operation Others of web is for another schema: .*planets/,
  ],
  'an operation that does not parse': [
    against,
    { 'operations/other.graphql': 'query {' },
    /^operations\/other\.graphql:1:8: .*Syntax Error/,
  ],
  'approvals that are none': [
    against,
    { 'approvals.json': '[{"change": "all"}]' },
    /^approvals\.json needs attention:\n {2}approvals\.json:1: entry 0: change: must be the id of a change/,
  ],
  'a report that cannot be written': [[...against, '--json', 'rooms'], {}, /^--json rooms: cannot be written \(EISDIR\)/],
};

test.each(Object.entries(refused))('%s is told in one message, with exit code 2', (_name, [args, changed, message, removed]) => {
  const { status, stdout, stderr } = run(args, changed, removed);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a subgraph that does not fit the others fails the build with its place, and nothing else is judged', () => {
  const { status, stdout } = run(against, { 'rooms/pricing.graphql': `${head}type Product {\n  id: ID!\n  title: Int\n}\n` });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^rooms\/pricing\.graphql:4:3: error FIELD_TYPE_MISMATCH: .*\n {2}also rooms\/products\.graphql:9:3$/m);
  expect(stdout).toMatch(/^changes +skipped +the build failed$/m);
});

test('one subgraph composes, several compose', () => {
  const alone = JSON.stringify({ ...config, subgraphs: config.subgraphs.slice(0, 1) });
  expect(run(against, { 'schema.config.json': alone }).stdout).toMatch(/^build +passed +1 subgraph composes$/m);
  expect(run(against).stdout).toMatch(/^build +passed +2 subgraphs compose$/m);
});

test('a shallow clone that lacks the commit where the branch left its base says so, and how to get it', () => {
  const origin = join(folder, 'origin');
  cpSync(shop, origin, { recursive: true });
  git(origin, 'commit', '-q', '--allow-empty', '-m', 'more');
  git(origin, 'switch', '-q', '--create', 'change', 'v1');
  git(origin, 'commit', '-q', '--allow-empty', '-m', 'changed');
  const clone = join(folder, 'clone');
  git(folder, 'clone', '-q', '--depth', '1', '--no-single-branch', `file://${origin}`, clone);
  const checked = () => spawnSync(process.execPath, [main, 'check', '--base', 'origin/main'], { cwd: clone, encoding: 'utf8' });
  const { status, stdout } = checked();
  expect(stdout).toMatch(/^-: warning base-apart: Compared with origin\/main as it is, for this clone is shallow .*fetch-depth: 0/m);
  expect(status).toBe(0);
  git(clone, 'fetch', '-q', '--unshallow');
  expect(checked().stdout).not.toContain('base-apart');
});

test('nothing changed is a check that passes', () => {
  const { status, stdout } = run(against);
  expect(stdout).toMatch(/^changes +passed +no changes$/m);
  expect(stdout).toMatch(/^passed: working tree against v1 at [0-9a-f]{7}$/m);
  expect(status).toBe(0);
});

test('a field that an operation asks for may not go: the operation is named with file and line', () => {
  const { status, stdout } = run(against, without('  title: String\n'));
  expect(status).toBe(1);
  expect(stdout).toMatch(/^rooms\/products\.graphql:9:3: error FIELD_REMOVED Product\.title: /m);
  expect(stdout).toMatch(/^ {2}operations\/browse\.graphql:3:5: Browse of web: /m);
});

test('a field that nobody asks for may go, with a note; an approved one passes and names who approved it', () => {
  const unused = run(against, without('  slug: String\n'));
  expect(unused.stdout).toMatch(/^rooms\/products\.graphql:10:3: note FIELD_REMOVED Product\.slug: .*\n {2}breaking: none of 1 operation/m);
  expect(unused.status).toBe(0);
  const approvals = [{ change: 'FIELD_REMOVED Product.title', why: 'The web shop moved.', who: 'Ada', until: '2026-12-31' }];
  const approved = run(against, { ...without('  title: String\n'), 'approvals.json': JSON.stringify(approvals) });
  expect(approved.stdout).toContain('approved by Ada until 2026-12-31: The web shop moved.');
});

test('the reports are the same bytes each time, as JSON and as Markdown', () => {
  const reports = [...against, '--json', 'out/report.json', '--markdown', 'out/report.md'];
  const [one, other] = [run(reports, without('  slug: String\n')), run(reports, without('  slug: String\n'))];
  const read = (root: string, file: string) => readFileSync(join(root, 'out', file), 'utf8');
  expect(read(other.root, 'report.json')).toBe(read(one.root, 'report.json'));
  expect(read(other.root, 'report.md')).toBe(read(one.root, 'report.md'));
  const report = JSON.parse(read(one.root, 'report.json')) as CheckReport;
  expect(report).toMatchObject({ version: 1, base: 'v1', head: 'working tree', status: 'passed' });
  expect(report.changes.map(({ id, verdict }) => [id, verdict.because])).toEqual([['FIELD_REMOVED Product.slug', 'unused']]);
  const alone = run([...against, '--json', '-'], without('  slug: String\n'));
  expect(alone.stdout).toBe(read(one.root, 'report.json'));
});

test('composing writes the files, and says when they are not what the subgraphs compose to', () => {
  expect(run(['compose', '--check']).status).toBe(1);
  const { root, stdout } = run(['compose']);
  expect(stdout).toBe('wrote supergraph.graphql\nwrote api.graphql\n');
  expect(readFileSync(join(root, 'api.graphql'), 'utf8')).toContain('price: Int');
  const written = spawnSync(process.execPath, [main, 'compose', '--check'], { cwd: root, encoding: 'utf8' });
  expect(written).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

test('a diff lists every change whoever uses it, and never fails; the changelog takes what is to be said of them', () => {
  const { status, stdout } = run(['diff', '--base', 'v1'], without('  title: String\n'));
  expect(stdout).toMatch(/^rooms\/products\.graphql:9:3: breaking FIELD_REMOVED Product\.title: .*\n1 change: 1 breaking\n$/);
  expect(status).toBe(0);
  const approvals = JSON.stringify([{ change: 'FIELD_REMOVED Product.title', why: 'Moved.', who: 'Ada', until: '2026-12-31' }]);
  const changed = { ...without('  title: String\n'), 'approvals.json': approvals };
  const missing = run(['changelog', '--base', 'v1', '--check', '--today', '2026-11-21'], changed);
  expect(missing.stderr).toMatch(/^CHANGELOG\.md has no entry of what changed since v1/);
  expect(missing.status).toBe(1);
  const written = run(['changelog', '--base', 'v1', '--today', '2026-11-21'], changed);
  expect(readFileSync(join(written.root, 'CHANGELOG.md'), 'utf8')).toMatch(/^## 2026-11-21, [0-9a-f]{7}\.\.working tree$/m);
});

test('each command says what it does', () => {
  for (const name of ['check', 'compose', 'diff', 'lint', 'changelog', 'plans', 'contract', 'docs']) {
    const { status, stdout } = spawnSync(process.execPath, [main, name, '--help'], { encoding: 'utf8' });
    expect(stdout).toMatch(new RegExp(`^npm run schema:${name}: .*\\n\\nOptions, after -- for npm:\\n`));
    expect(status).toBe(0);
  }
});
