import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Checked, runCheck } from './run-check.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sdl = 'subgraphs/products/products.graphql';
const browse = 'schema/operations/01-browse-products.graphql';
let folder: string;
let repository: string;

// A clone of this repository: its rooms, its operations, its contracts and its approvals.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-pull-request-'));
  repository = join(folder, 'cartograph');
  execFileSync('git', ['clone', '--quiet', '--shared', root, repository]);
  git('switch', '--quiet', '--create', 'target');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('renaming a field that an operation selects fails, and names the operation with its file and line', async () => {
  const { exitCode, report } = await pullRequest('rename-slug', () => rename('Product', 'slug', 'handle'));
  expect(exitCode).toBe(1);
  const line =
    readFileSync(join(repository, browse), 'utf8')
      .split('\n')
      .findIndex((text) => /^\s+slug$/.test(text)) + 1;
  expect(report?.changes).toContainEqual(
    expect.objectContaining({
      id: 'FIELD_REMOVED Product.slug',
      verdict: { kind: 'fails', because: 'used' },
      hits: expect.arrayContaining([
        expect.objectContaining({
          operation: 'BrowseProducts',
          client: 'examples',
          place: expect.objectContaining({ file: browse, line }),
        }),
      ]),
    }),
  );
});

test('renaming a field that no operation selects passes, with a note', async () => {
  add('Category', 'nickname');
  const { exitCode, report, stderr } = await pullRequest('rename-nickname', () => rename('Category', 'nickname', 'label'));
  expect({ exitCode, stderr, failed: failedIn(report) }).toEqual({ exitCode: 0, stderr, failed: [] });
  expect(report?.changes).toContainEqual(
    expect.objectContaining({
      id: 'FIELD_REMOVED Category.nickname',
      level: 'breaking',
      verdict: { kind: 'passes', because: 'unused' },
      evidence: expect.stringMatching(/^none of \d+ operations of \d+ clients? uses it/),
    }),
  );
});

test('renaming a used field passes once it is approved, and names the approval', async () => {
  const approval = { change: 'FIELD_REMOVED Product.slug', why: 'The shop window links by handle.', who: 'ada', until: soon() };
  const { exitCode, report } = await pullRequest('rename-slug-approved', () => {
    rename('Product', 'slug', 'handle');
    writeFileSync(join(repository, 'schema/approvals.json'), `${JSON.stringify([approval], null, 2)}\n`);
  });
  expect({ exitCode, failed: failedIn(report) }).toEqual({ exitCode: 0, failed: [] });
  expect(report?.changes).toContainEqual(
    expect.objectContaining({
      id: 'FIELD_REMOVED Product.slug',
      verdict: { kind: 'passes', because: 'approved', approval: expect.objectContaining(approval) },
      hits: expect.arrayContaining([expect.objectContaining({ operation: 'BrowseProducts' })]),
    }),
  );
});

test('a field of an event that a consumer reads cannot go, and the consumer is named with its file and line', async () => {
  const event = { type: 'orders.parcel_lost', version: 1, room: 'orders', key: 'order id', sequenced: false };
  const schemaOf = (properties: object) => JSON.stringify({ type: 'object', 'x-event': event, properties }, null, 2);
  const schemas = 'schema/events/orders.parcel_lost.v1.json';
  const reads = 'subgraphs/payments/src/on-parcel-lost.reads.json';
  write(schemas, schemaOf({ orderId: { type: 'string' }, sku: { type: 'string' } }));
  write(reads, '{\n  "consumer": "payments.on-parcel-lost", "event": "orders.parcel_lost", "version": 1,\n  "reads": ["orderId"]\n}\n');
  git('switch', '--quiet', 'target');
  commit('an event');
  const { exitCode, report } = await pullRequest('lose-order-id', () => write(schemas, schemaOf({ sku: { type: 'string' } })));
  expect({ exitCode, failed: failedIn(report)?.map(({ name }) => name) }).toEqual({ exitCode: 1, failed: ['changes'] });
  expect(report?.changes.filter(({ verdict }) => verdict.kind === 'fails')).toEqual([
    expect.objectContaining({
      id: 'EVENT_FIELD_REMOVED orders.parcel_lost.v1:orderId',
      hits: [expect.objectContaining({ operation: 'payments.on-parcel-lost', place: { file: reads, line: 3, column: 13 } })],
    }),
  ]);
});

/** A branch with the change and with what is generated from it, and the check of it against the branch it is for. */
async function pullRequest(branch: string, change: () => void): Promise<Checked> {
  git('switch', '--quiet', '--create', branch, 'target');
  change();
  generate();
  commit(branch);
  return runCheck(repository, 'target', join(folder, 'compiled'));
}

const generate = (): void => ['compose', 'contract'].forEach(schema);

function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(repository, file)), { recursive: true });
  writeFileSync(join(repository, file), text);
}

function rename(type: string, field: string, to: string): void {
  const text = readFileSync(join(repository, sdl), 'utf8');
  const start = text.search(new RegExp(`^type ${type} `, 'm'));
  const renamed = text.slice(start).replace(new RegExp(`^  ${field}(?=[:(])`, 'm'), `  ${to}`);
  writeFileSync(join(repository, sdl), text.slice(0, start) + renamed);
}

/** A field in the branch that pull requests are for. */
function add(type: string, field: string): void {
  git('switch', '--quiet', 'target');
  const text = readFileSync(join(repository, sdl), 'utf8');
  write(
    sdl,
    text.replace(new RegExp(`^type ${type} .*\\{$`, 'm'), (line) => `${line}\n  "What it is for."\n  ${field}: String`),
  );
  generate();
  commit(`${type}.${field}`);
}

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });

const schema = (command: string): void =>
  void execFileSync(process.execPath, [join(root, 'schema-checks/src/main.ts'), command], { cwd: repository, encoding: 'utf8' });

const failedIn = (report: Checked['report']) =>
  report?.sections.filter(({ status }) => status === 'failed').map(({ name, summary, findings }) => ({ name, summary, findings }));

const soon = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
