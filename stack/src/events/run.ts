import { ConfigError } from '@cartograph/kit/config';
import type { Database } from '@cartograph/kit/db';
import { tellHistory } from '@cartograph/kit/tell-history';
import { type RoomName, registry } from '../rooms.ts';
import type { Subcommand } from './options.ts';
import { readLag, readParked } from './outbox-store.ts';

export interface Asked {
  room: RoomName;
  db: Database;
  /** Is somebody there who publishes? */
  running: boolean;
  say: (line: string) => void;
}

/** One thing to do with the events of one room. */
export const run: Readonly<Record<Subcommand, (asked: Asked) => Promise<void>>> = {
  history: async ({ room, db, running, say }) => {
    const [history, standing] = [await registry[room].history(), await registry[room].standing()];
    if (Object.keys(history).length === 0 && standing.length === 0)
      throw new ConfigError(`${room}: this room has no history; what its events told is in no table that it keeps. Nothing was done.`);
    if (!running)
      throw new ConfigError(`${room}: no shop runs on this data, so nobody would hear it; npm start, then this again. Nothing was done.`);
    let said = performance.now();
    const progress = (done: number, all: number): void => {
      if (performance.now() - said < 5_000) return;
      said = performance.now();
      say(done <= all ? `${room}: ${done} of ${all}` : `${room}: ${done}`);
    };
    const { told, gone, parked } = await tellHistory(db, history, progress, { standing });
    const more = [
      ...(gone > 0 ? [`${gone} not, since what they were about is gone`] : []),
      ...(parked > 0 ? [`${parked} could not be taken and are parked`] : []),
    ];
    say(`${room}: ${told} events told again as history${more.map((words) => `; ${words}`).join('')}`);
  },
  lag: async ({ room, db, say }) => {
    const { waiting, seconds, parked } = await readLag(db);
    say(`${room.padEnd(11)}${waiting} waiting${seconds > 0 ? `, the oldest for ${seconds} s` : ''}, ${parked} parked`);
  },
  parked: async ({ room, db, say }) => {
    const { newest, all } = await readParked(db);
    say(`${room.padEnd(11)}${all} parked`);
    for (const { id, type, key, since, why } of newest) say(`  ${id} ${type} of ${key}, since ${since}: ${why}`);
  },
};
