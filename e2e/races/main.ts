import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal } from '@cartograph/kit/process';
import { type Arena, openArena } from './arena.ts';
import { type Options, readOptions, usage } from './options.ts';
import { type Result, runRace } from './run-race.ts';
import { renderTable } from './table.ts';

/** A control needs few rounds: what it shows, it shows in each. */
const controlRounds = 5;

interface Found {
  shop: Result[];
  naive: Result[];
}

async function runAll(arena: Arena, { races, rounds, parallel, seed }: Options, { shop, naive }: Found): Promise<boolean> {
  console.log(`--seed ${seed}; a statement takes ${arena.addedMs.toFixed(1)} ms longer than without delay`);
  for (const race of races) {
    const tell = (round: number, soFar: Result): void => {
      if (round === 1) shop.push(soFar);
      const { anomalies, seconds } = soFar;
      const now = anomalies.filter((anomaly) => anomaly.startsWith(`round ${round}:`));
      for (const anomaly of now) console.log(`ANOMALY, ${race.name}, ${anomaly}`);
      if (round % 20 !== 0 && round !== rounds) return;
      console.log(`${race.name}: round ${round} of ${rounds}, ${anomalies.length} anomalies, ${seconds.toFixed(1)} s`);
    };
    await runRace(race, (round) => race.inShop(arena.shop, round), { rounds, parallel, seed }, tell);
    const few = { rounds: Math.min(rounds, controlRounds), parallel, seed };
    naive.push(await runRace(race, (round) => race.naively(arena.naive, round), few));
  }
  const violations = await arena.violations();
  printTables({ shop, naive });
  const blind = naive.filter(({ anomalies }) => anomalies.length === 0);
  for (const { race } of blind) console.log(`BLIND, ${race}: the control showed nothing, so this run proves nothing`);
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  console.log(`doctor: ${violations.length} violations`);
  return shop.every(({ anomalies }) => anomalies.length === 0) && blind.length === 0 && violations.length === 0;
}

const printTables = ({ shop, naive }: Found): void =>
  console.log(`\nThe shop\n${renderTable(shop)}\n\nNaive code (the control)\n${renderTable(naive)}\n`);

let stopped = false;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else {
    console.log('Starting PostgreSQL, the rooms and the gateway.');
    const arena = await openArena({ connections: options.parallel });
    const found: Found = { shop: [], naive: [] };
    // Stopped early it tells what it has seen, and what breaks off then is no news.
    onStopSignal(() => {
      stopped = true;
      printTables(found);
      process.exitCode = 1;
      return arena.close();
    });
    try {
      process.exitCode = (await runAll(arena, options, found)) ? 0 : 1;
    } finally {
      await arena.close();
    }
  }
} catch (error) {
  const refused = error instanceof ConfigError;
  if (!stopped) console.error(refused ? error.message : error);
  process.exitCode = refused ? 2 : 1;
}
