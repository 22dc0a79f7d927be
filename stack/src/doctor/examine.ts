import type { RoomChecks } from '@cartograph/kit/room';
import { type EachRoom, forEachRoom, type RoomName, registry, rooms } from '../rooms.ts';
import { compareAll, type Looking } from './compare-all.ts';
import { compareCatalogue, ofCatalogue } from './compare-catalogue.ts';
import { acrossRooms } from './compare-rooms.ts';
import { type Look, openLook } from './look-store.ts';
import { type Claim, claimsOf, violationsOf } from './own-checks.ts';
import { clusterOf } from './read-files.ts';
import type { Violation } from './readings.ts';

export interface Examination {
  violations: Violation[];
  /** Violations beyond these, of claims that are broken by more rows than are shown. */
  more: number;
  /** How many claims were looked at, an invariant. */
  checked: Readonly<Record<number, number>>;
  /** Placements that a person must look at: shown apart, no violation. */
  needAttention: number;
  /** What is no violation and worth knowing. */
  notes: { room: RoomName; note: string; detail: string }[];
  /** Rows of the rooms' readings that were held at once, at most. */
  mostHeld: number;
}

/**
 * Looks at every invariant over all databases; `wait`: at what was found a second time, after it. `files`: where their cluster may lie;
 * `dataDir`: where rooms keep files beside them.
 */
export async function examine(
  databases: EachRoom<string>,
  looking: Partial<Looking> = {},
  files?: string,
  dataDir?: string,
): Promise<Examination> {
  const checks = await forEachRoom((room) => registry[room].checks());
  const looks = await openAll(databases);
  const across = await openAll(databases).catch(async (error: unknown) => {
    await closeAll(looks);
    throw error;
  });
  try {
    const cluster = files === undefined ? undefined : await clusterOf(looks.orders, files);
    const claims = await forEachRoom((room) => Promise.resolve(claimsOf(checks[room], looks[room], cluster, dataDir)));
    const [own, { violations, ...compared }, catalogue] = await Promise.all([
      inLanes((room) => examineRoom(room, claims[room], looking.wait)),
      compareAll({ checks, looks: across }, { pageRows: 2_000, ...looking }),
      compareCatalogue(databases, looking.wait),
    ]);
    return {
      violations: [...rooms.flatMap((room) => own[room]), ...violations, ...catalogue.violations].sort((a, b) => a.invariant - b.invariant),
      checked: count([...rooms.flatMap((room) => claims[room].map(({ invariant }) => invariant)), ...acrossRooms, ofCatalogue]),
      notes: [...(await Promise.all(rooms.map((room) => readNotes(room, checks[room], looks[room])))).flat(), ...catalogue.notes],
      ...compared,
    };
  } finally {
    await closeAll(looks);
    await closeAll(across);
  }
}

async function openAll(databases: EachRoom<string>): Promise<EachRoom<Look>> {
  const opened: Look[] = [];
  try {
    return await forEachRoom(async (room) => {
      const look = await openLook(databases[room]);
      opened.push(look);
      return look;
    });
  } catch (error) {
    await Promise.all(opened.map((look) => look.close()));
    throw error;
  }
}

const closeAll = (looks: EachRoom<Look>): Promise<unknown> => forEachRoom((room) => looks[room].close());

/** One claim after another; those that seem broken a second time. */
async function examineRoom(room: RoomName, claims: readonly Claim[], wait: Looking['wait']): Promise<Violation[]> {
  const broken: { claim: Claim; details: string[] }[] = [];
  for (const claim of claims) {
    const details = await claim.look();
    if (details.length > 0) broken.push({ claim, details });
  }
  if (wait !== undefined && broken.length > 0) {
    await wait();
    for (const one of broken) {
      const now = new Set(await one.claim.look());
      one.details = one.details.filter((detail) => now.has(detail));
    }
  }
  return broken.flatMap(({ claim, details }) => violationsOf(room, claim, details));
}

/**
 * Three rooms at once, those with the most rows first. With the comparison, whose pages are short, a shop has four statements more: beside
 * four buyers on two processors their p99 stayed below 170 ms, and with two rooms at once it took a fifth longer.
 */
async function inLanes<T>(work: (room: RoomName) => Promise<T>): Promise<EachRoom<T>> {
  const large: readonly RoomName[] = ['orders', 'payments', 'pricing'];
  const waiting = [...large, ...rooms.filter((room) => !large.includes(room))];
  const done: Partial<Record<RoomName, T>> = {};
  const lane = async (): Promise<void> => {
    for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) done[room] = await work(room);
  };
  await Promise.all(large.map(lane));
  return done as EachRoom<T>;
}

async function readNotes(room: RoomName, { notes = [] }: RoomChecks, look: Look): Promise<Examination['notes']> {
  const results = await Promise.all(
    notes.map(async ({ name, sql }) => {
      const rows = await look
        .rows<{ detail: string }>(sql)
        .catch(async (error: unknown) => [{ detail: `cannot be looked at: ${await look.why(error)}` }]);
      return rows.map(({ detail }) => ({ room, note: name, detail }));
    }),
  );
  return results.flat();
}

function count(invariants: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const invariant of invariants) counts[invariant] = (counts[invariant] ?? 0) + 1;
  return counts;
}
