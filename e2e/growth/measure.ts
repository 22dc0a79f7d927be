import { setTimeout as sleep } from 'node:timers/promises';
import { type EachRoom, eachRoom, forEachRoom } from '@cartograph/stack/rooms';
import pg from 'pg';
import { untilFinished } from '../crash/unfinished.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { startStackProcess } from '../support/stack-process.ts';
import { type Watched, watchCommand } from '../support/watch-command.ts';
import { openForgetters, type Turns, turnsOfADay } from './forget-a-day.ts';
import { findTemplate, growShop } from './grow-shop.ts';
import { type Bought, buyUntil, together } from './load.ts';

export interface Size {
  orders: number;
  /** Guests who buy at the same time. */
  clients: number;
  /** How long they do where nothing else sets an end. */
  seconds: number;
}

export interface Figures {
  startSeconds: number;
  /** With nobody else there. */
  status: Watched;
  /** Beside the doctor, and what it took itself. */
  examined: Bought;
  doctor: Watched;
  /** Before and after the day's retention run, and under it. */
  alone: Bought;
  forgetting: Bought;
  forgotten: Readonly<Record<string, number>>;
  forgettingSeconds: number;
}

/** What a day of a shop that keeps its orders for a month's worth is: so many of its orders. */
export const dayOf = (orders: number): number => Math.ceil(orders / 30);

/** Fills a shop with copies of an order, starts it anew and measures what its size costs whoever buys and whoever runs it. */
export async function measure({ orders, clients, seconds }: Size, say: (line: string) => void): Promise<Figures> {
  const dataDir = makeDataFolder();
  try {
    const { sku, turns } = await fill(dataDir, orders, say);
    say('filled');
    let since = performance.now();
    const shop = await startStackProcess(dataDir);
    const startSeconds = (performance.now() - since) / 1_000;
    const buy = (over: Promise<unknown>): Promise<Bought> => buyUntil(shop.url, sku, clients, over);
    try {
      const status = await watchCommand('status', dataDir);
      await buy(sleep(seconds * 500));
      const looking = watchCommand('doctor', dataDir);
      const examined = await buy(looking);
      const doctor = await looking;
      say('examined');
      const forgetters = await openForgetters(databasesOf(shop.databases));
      const before = await buy(sleep(seconds * 1_000));
      since = performance.now();
      const forgetting = forgetters.forget(turns);
      const under = await buy(forgetting);
      const forgotten = await forgetting;
      const forgettingSeconds = (performance.now() - since) / 1_000;
      await forgetters.stop();
      const after = await buy(sleep(seconds * 1_000));
      return { startSeconds, status, examined, doctor, alone: together(before, after), forgetting: under, forgotten, forgettingSeconds };
    } finally {
      await shop.stop();
    }
  } finally {
    removeDataFolder(dataDir);
  }
}

/** Gives the SKU that the copies are of, and where their last day begins. */
async function fill(dataDir: string, orders: number, say: (line: string) => void): Promise<{ sku: string; turns: Turns }> {
  const shop = await startStackProcess(dataDir);
  try {
    const databases = databasesOf(shop.databases);
    // The demo's own orders were shipped: its stock is held no more.
    await buyUntil(shop.url, 'MUG-CLASSIC', 1, sleep(200));
    await untilFinished(databases.orders);
    const template = await findTemplate(databases.orders);
    await growShop(databases, template, orders, 1, say);
    // A shop that grew over months was looked after meanwhile.
    await forEachRoom(async (room) => {
      const client = new pg.Client({ connectionString: databases[room] });
      await client.connect();
      await client.query('vacuum analyze');
      await client.end();
    });
    return { sku: template.sku, turns: await turnsOfADay(databases, dayOf(orders)) };
  } finally {
    await shop.stop();
  }
}

const databasesOf = (databases: Readonly<Record<string, string>>): EachRoom<string> => eachRoom((room) => databases[room] ?? '');
