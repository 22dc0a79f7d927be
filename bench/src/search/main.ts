import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import { quantile } from '../drive.ts';
import { connect } from '../floor.ts';
import { createParts } from '../parts.ts';
import { goodOf } from './goods.ts';
import { fill, migrate, openBefore, openNow, type Side } from './sides.ts';

/** What is typed for a product, by kind. */
const kinds: Record<string, (number: number) => string> = {
  'a word of one title in 400': (number) => goodOf(number).title.split(' ')[0] ?? '',
  'two words of a title': (number) => goodOf(number).title.split(' ').slice(0, 2).join(' '),
  'a title without its accents': (number) =>
    goodOf(number)
      .title.normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, ''),
  'a SKU': (number) => goodOf(number).sku.toLowerCase(),
  'the begin of a SKU': (number) => goodOf(number).sku.slice(0, -2),
  'a title with a letter missing': (number) => goodOf(number).title.replace(/.(?=..$)/, ''),
  'a word of descriptions': (number) => goodOf(number).description.split(' ')[3] ?? '',
  'what is not there': (number) => `zq${number}xv nothing`,
};

const count = 100_000;
const searches = Number(process.argv[2] ?? 100);
const parts = createParts();
onStopSignal(() => parts.stop());

async function measure(side: Side, words: readonly string[]): Promise<{ p50: number; p95: number; found: number }> {
  const times: number[] = [];
  let found = 0;
  for (const text of words) {
    const began = performance.now();
    if ((await side.search(text)) > 0) found += 1;
    times.push(performance.now() - began);
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), found: found / words.length };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-search-'));
  parts.keep({ stop: () => rmSync(folder, { recursive: true, force: true }) });
  chmodSync(folder, 0o755);
  const server = parts.keep(await startPostgres({ dataDir: join(folder, 'postgres'), password: 'bench' }));
  const at = (database: string): string => Object.assign(new URL(server.url), { pathname: `/${database}` }).toString();
  const admin = await connect(server.url);
  await admin.query('create database before');
  const before = await connect(at('before'));
  await migrate(before, ['0000_trigrams.sql', '0001_catalogue.sql', '0002_event_sequences.sql']);
  await fill(before, count);
  await before.query('vacuum analyze');
  await before.end();
  await admin.query('create database now template before');
  await admin.end();
  const now = await connect(at('now'));
  const began = performance.now();
  await migrate(now, ['0003_search_that_finds.sql', '0004_plurals_of_f.sql']);
  console.log(`${count} products took ${((performance.now() - began) / 1_000).toFixed(1)} s to migrate`);
  await now.end();
  const [old, young] = [parts.keep(await openBefore(at('before'))), parts.keep(await openNow(at('now')))];
  for (const [kind, typed] of Object.entries(kinds)) {
    const words = Array.from({ length: searches }, (_, index) => typed((index * 9_973 + 7) % count));
    for (const side of [old, young]) await measure(side, words.slice(0, 10));
    const [was, is] = [await measure(old, words), await measure(young, words)];
    const shown = ({ p50, p95, found }: typeof was): string =>
      `p50 ${p50.toFixed(1).padStart(6)} ms, p95 ${p95.toFixed(1).padStart(6)} ms, ${(found * 100).toFixed(0).padStart(3)} % found`;
    console.log(`${kind.padEnd(32)}before: ${shown(was)}   now: ${shown(is)}`);
  }
}

try {
  try {
    await main();
  } finally {
    await parts.stop();
  }
} catch (error) {
  refuseStart(error);
}
