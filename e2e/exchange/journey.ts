import { join } from 'node:path';
import { startStackProcess } from '../support/stack-process.ts';
import { type Watched, watchCommandWith } from '../support/watch-command.ts';
import { digestOf, variants, writeCatalogue } from './catalogue-file.ts';
import { watchShop } from './watch-shop.ts';

export interface Journey {
  products: number;
  /** Data folders of two shops to be. */
  one: string;
  other: string;
  say: (line: string) => void;
}

export interface Travelled {
  /** What each command told, in their order. */
  commands: Record<'first' | 'second' | 'resumed' | 'out' | 'into' | 'outAgain' | 'again', Watched>;
  /** Of the file that was brought in, of what came out of the first shop, and of the other one. */
  digests: string[];
  /** From the end of an import until the other rooms had heard of all of it. */
  heardAfterSeconds: number;
  /** The most that a process had, by what it is. */
  megabytes: Record<string, number>;
}

/** Rows to a batch, at most: a kill at a batch is within so many rows. */
const batchRows = 500;
/** Dies with a batch that its room has written and nobody has heard of. */
const killAfter = (rows: number) => ({
  CARTOGRAPH_FAILPOINTS: `exchange.import.before_commit=kill@${Math.max(2, Math.floor(rows / batchRows))}`,
});

/**
 * A catalogue comes into an empty shop by the command, which is killed twice in the middle, at points that rows name, and gone on with; goes
 * out; comes into another empty shop that is open meanwhile; and goes out of that one.
 */
export async function travel({ products, one, other, say }: Journey): Promise<Travelled> {
  const rows = products * variants;
  const file = join(one, 'catalogue.csv');
  await writeCatalogue(file, products);
  say(`${products} products, ${rows} variants`);
  const tell = (what: string, watched: Watched): Watched => {
    const rate = Math.round(rows / watched.seconds);
    say(
      `${what}: ${watched.seconds.toFixed(1)} s, ${rate} rows a second, ${Math.round(watched.megabytes)} MB\n${watched.output.trimEnd().replaceAll(/^/gm, '  ')}`,
    );
    return watched;
  };
  const run = async (what: string, env: Record<string, string>, script: string, dataDir: string, ...args: string[]): Promise<Watched> =>
    tell(what, await watchCommandWith(env, script, dataDir, ...args));

  // An empty shop; nothing of it is open when the command is killed, since the shop would go on with the file by itself.
  await (await startStackProcess(one, 'none')).stop();
  const first = await run('killed in the middle', killAfter(rows / 3), 'import', one, 'products', file);
  const second = await run('killed once more', killAfter(rows / 3), 'import', one, 'products', file);
  const shop = await startStackProcess(one, 'none');
  const megabytes: Record<string, number> = {};
  const watched = watchShop(one, shop.databases, say);
  try {
    const resumed = await run('gone on with, beside an open shop', {}, 'import', one, 'products', file);
    const out = await run('exported', {}, 'export', one, 'products', '--output', join(one, 'out.csv'));
    await watched.heard();
    await shop.stop();
    watched.end();
    const { commands, heardAfterSeconds } = await intoAnother(run, { one, other, say }, megabytes);
    for (const [name, value] of Object.entries(watched.megabytes)) megabytes[name] = Math.max(value, megabytes[name] ?? 0);
    const all = { first, second, resumed, out, ...commands };
    megabytes['command'] = Math.max(...Object.values(all).map((each) => each.megabytes));
    const digests = [file, join(one, 'out.csv'), join(other, 'out.csv')].map(digestOf);
    return { commands: all, digests: await Promise.all(digests), heardAfterSeconds, megabytes };
  } finally {
    watched.end();
    await shop.stop();
  }
}

type Run = (what: string, env: Record<string, string>, script: string, dataDir: string, ...args: string[]) => Promise<Watched>;

async function intoAnother(run: Run, { one, other, say }: Omit<Journey, 'products'>, megabytes: Record<string, number>) {
  const shop = await startStackProcess(other, 'none');
  const watched = watchShop(other, shop.databases, say);
  try {
    const into = await run('into another shop that is open', {}, 'import', other, 'products', join(one, 'out.csv'));
    const heardAfterSeconds = await watched.heard();
    say(`all other rooms had heard of it ${heardAfterSeconds.toFixed(1)} s later`);
    const outAgain = await run('exported from there', {}, 'export', other, 'products', '--output', join(other, 'out.csv'));
    const again = await run('the same file again', {}, 'import', other, 'products', join(one, 'out.csv'));
    Object.assign(megabytes, watched.megabytes);
    return { commands: { into, outAgain, again }, heardAfterSeconds };
  } finally {
    watched.end();
    await shop.stop();
  }
}
