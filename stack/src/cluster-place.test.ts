import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clusterIn, ownCluster, portable, refuseForeignCluster, refuseLostCluster } from './cluster-place.ts';

const root = mkdtempSync(join(tmpdir(), 'cartograph-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a cluster in its folder is found wherever the folder is by now, one elsewhere stays where it is', () => {
  for (const named of ['postgres', '/home/ada/shop/.data/postgres', '/var/lib/cartograph/postgres'])
    expect(clusterIn('/srv/shop', portable(named))).toBe('/srv/shop/postgres');
  const elsewhere = '/var/lib/cartograph/data-0123456789abcdef';
  expect(clusterIn('/srv/shop', portable(elsewhere))).toBe(elsewhere);
});

test('a cluster that was there and is gone is refused, one that never was is made', () => {
  const [dataDir, cluster] = [join(root, 'shop'), join(root, 'shop/postgres')];
  mkdirSync(cluster, { recursive: true });
  const look = (made?: boolean) => () => refuseLostCluster(dataDir, cluster, made);
  for (const made of [false, undefined]) expect(look(made)).not.toThrow();
  expect(look(true)).toThrow(`DATA_DIR: the data of ${dataDir} is gone: there is no PostgreSQL cluster at ${cluster}`);
  writeFileSync(join(dataDir, 'postgres.log'), '');
  expect(look()).toThrow(/^DATA_DIR: /);
  expect(look(false)).not.toThrow();
  writeFileSync(join(cluster, 'PG_VERSION'), '18');
  expect(look(true)).not.toThrow();
});

test('a copy of a folder does not take its cluster elsewhere from it, the folder itself does when it was moved', () => {
  const [original, copy, cluster] = [join(root, 'original'), join(root, 'copy'), join(root, 'data-0123456789abcdef')];
  mkdirSync(original);
  writeFileSync(join(original, 'secrets.json'), JSON.stringify({ cluster }));
  refuseForeignCluster(copy, cluster);
  ownCluster(original, cluster);
  refuseForeignCluster(original, cluster);
  expect(() => refuseForeignCluster(copy, cluster)).toThrow(`DATA_DIR: ${copy} is a copy of ${original}, whose data is at ${cluster}`);
  rmSync(original, { recursive: true });
  refuseForeignCluster(copy, cluster);
});
