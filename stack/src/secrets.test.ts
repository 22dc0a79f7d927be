import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rooms } from './rooms.ts';
import { noteMade, openSecrets, readSecrets } from './secrets.ts';

const never = (): string => expect.unreachable('the cluster was chosen before');

function folder(content?: object): string {
  const path = mkdtempSync(join(tmpdir(), 'cartograph-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  if (content) writeFileSync(join(path, 'secrets.json'), JSON.stringify(content));
  return path;
}

const read = (dataDir: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, unknown>;

const secret = (name: string): string => `${name} has this secret`;
const older = {
  postgres: secret('postgres'),
  caller: secret('the caller'),
  rooms: { products: secret('products'), warehouse: secret('warehouse') },
  cluster: '/home/ada/.data/postgres',
  mail: { password: secret('a later version') },
};

test('secrets are drawn once, and are readable by their owner alone', () => {
  const dataDir = folder();
  expect(readSecrets(dataDir)).toBeUndefined();
  const secrets = openSecrets(dataDir, () => 'postgres');
  expect(Object.keys(secrets.rooms)).toEqual(rooms);
  expect(openSecrets(dataDir, never)).toEqual(secrets);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secrets.json']);
});

test('a room that is new on an old folder gets its secret, one that is gone keeps it, and nothing else of the file changes', () => {
  const dataDir = folder(older);
  const secrets = openSecrets(dataDir, never);
  expect(secrets).toMatchObject({
    gone: ['warehouse'],
    cluster: join(dataDir, 'postgres'),
    made: undefined,
    rooms: { products: secret('products') },
  });
  expect(secrets.rooms.orders).toMatch(/^[\w-]{32}$/);
  const { rooms: kept, ...rest } = read(dataDir);
  expect(rest).toEqual({ postgres: older.postgres, caller: older.caller, mail: older.mail, cluster: 'postgres' });
  expect(Object.keys(kept as object).sort()).toEqual([...rooms, 'warehouse'].sort());
  noteMade(dataDir);
  expect(openSecrets(dataDir, never)).toEqual({ ...secrets, made: true });
});

test.each([
  ['its cluster', 'postgres/PG_VERSION'],
  ['the log of a cluster that lies elsewhere', 'postgres.log'],
])('secrets that are lost beside %s are asked for, and no others are drawn', (_, left) => {
  const dataDir = folder();
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, left), '18');
  expect(() => openSecrets(dataDir, never)).toThrow(/its secrets\.json no more; put that file back/);
  expect(readdirSync(dataDir)).not.toContain('secrets.json');
});

test('to look at an old folder changes nothing in it', () => {
  const dataDir = folder(older);
  expect(readSecrets(dataDir)).toMatchObject({ cluster: join(dataDir, 'postgres'), rooms: ['products', 'warehouse'] });
  expect(read(dataDir)).toEqual(older);
});

test.each([{}, { ...older, rooms: { products: 'short' } }, { ...older, cluster: '' }])('%j are no secrets of ours', (content) => {
  const dataDir = folder(content);
  expect(() => readSecrets(dataDir)).toThrow(/^DATA_DIR: .* cannot be read as this project's secrets; restore it, or /);
});
