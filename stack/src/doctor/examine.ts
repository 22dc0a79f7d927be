import { type Database, openDatabase } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import type { Check, RoomChecks } from '@cartograph/kit/room';
import { type EachRoom, forEachRoom, type RoomName, registry, rooms } from '../rooms.ts';
import { compareRooms } from './compare-rooms.ts';
import type {
  HoldReading,
  OrderReading,
  PaymentReading,
  PlacementReading,
  PointsReading,
  QuoteReading,
  Readings,
  Violation,
} from './readings.ts';

/** Every room has an outbox, and none may keep an event to itself. */
const outbox: Check[] = [
  {
    invariant: 5,
    name: 'events_are_published',
    sql: `select 'event ' || id || ' (' || type || ') waits since ' || occurred_at as detail from outbox
          where published_at is null and parked_at is null and not history and occurred_at < now() - interval '30 seconds' limit 100`,
  },
  {
    invariant: 5,
    name: 'no_event_is_given_up',
    sql: `select 'event ' || id || ' (' || type || ') is parked: ' || coalesce(last_error, '') as detail from outbox
          where published_at is null and parked_at is not null limit 100`,
  },
];

export interface Examination {
  violations: Violation[];
  /** How many claims were looked at, an invariant. */
  checked: Readonly<Record<number, number>>;
  /** Placements that a person must look at: shown apart, no violation. */
  needAttention: number;
  /** What is no violation and worth knowing. */
  notes: { room: RoomName; note: string; detail: string }[];
}

/** Looks at every invariant over all databases once. */
export async function examine(databases: EachRoom<string>): Promise<Examination> {
  const checks = await forEachRoom((room) => registry[room].checks());
  const open = await forEachRoom(async (room) =>
    openDatabase({ url: databases[room], log: silentLog(), max: 4, applicationName: 'doctor' }),
  );
  try {
    const own = await forEachRoom((room) => runChecks(room, checks[room], open[room]));
    const readings = await readAll(checks, open);
    return {
      violations: [...rooms.flatMap((room) => own[room]), ...compareRooms(readings)].sort((a, b) => a.invariant - b.invariant),
      checked: countChecks(checks),
      needAttention: countFlagged(readings),
      notes: (await Promise.all(rooms.map((room) => readNotes(room, checks[room], open[room])))).flat(),
    };
  } finally {
    await forEachRoom((room) => open[room].close());
  }
}

/** Each once, whether it is the placement that is flagged or the cancellation of its order. */
const countFlagged = ({ placements, orders }: Readings): number =>
  new Set([
    ...placements.filter((placement) => placement.needs_attention).map((placement) => placement.placement_id),
    ...orders.filter((order) => order.cancellation_needs_attention).map((order) => order.placement_id),
  ]).size;

const withOutbox = ({ own }: RoomChecks): Check[] => [...own, ...outbox.filter(({ name }) => !own.some((check) => check.name === name))];

async function runChecks(room: RoomName, checks: RoomChecks, db: Database): Promise<Violation[]> {
  const results = await Promise.all(
    withOutbox(checks).map(async ({ invariant, name, sql }) => {
      const rows = await db.query<{ detail: string }>({ text: sql });
      return rows.map(({ detail }) => ({ invariant, check: name, room, detail }));
    }),
  );
  return results.flat();
}

async function readNotes(room: RoomName, { notes = [] }: RoomChecks, db: Database): Promise<Examination['notes']> {
  const results = await Promise.all(
    notes.map(async ({ name, sql }) => {
      const rows = await db.query<{ detail: string }>({ text: sql });
      return rows.map(({ detail }) => ({ room, note: name, detail }));
    }),
  );
  return results.flat();
}

/** Participants first and orders last: what they hold by then has its placement, so less has to be looked at twice. */
async function readAll(checks: EachRoom<RoomChecks>, open: EachRoom<Database>): Promise<Readings> {
  const read = <Reading extends Record<string, unknown>>(room: RoomName, name: string): Promise<Reading[]> => {
    const text = checks[room].readings[name];
    if (text === undefined) throw new Error(`${room} tells no ${name}`);
    return open[room].query<Reading>({ text });
  };
  const [holds, quotes, pointHolds, paid] = await Promise.all([
    read<HoldReading & Record<string, unknown>>('inventory', 'holds'),
    read<QuoteReading & Record<string, unknown>>('pricing', 'quotes'),
    read<PointsReading & Record<string, unknown>>('customers', 'point_holds'),
    read<PaymentReading & Record<string, unknown>>('payments', 'payments'),
  ]);
  const [placements, placed] = await Promise.all([
    read<PlacementReading & Record<string, unknown>>('orders', 'placements'),
    read<OrderReading & Record<string, unknown>>('orders', 'orders'),
  ]);
  return { holds, quotes, pointHolds, payments: paid, placements, orders: placed };
}

/** The claims of `compareRooms`, an invariant each. */
const acrossRooms = [3, 3, 4, 4, 6, 7, 7, 9, 9, 10];

function countChecks(checks: EachRoom<RoomChecks>): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const invariant of [...rooms.flatMap((room) => withOutbox(checks[room]).map((check) => check.invariant)), ...acrossRooms])
    counts[invariant] = (counts[invariant] ?? 0) + 1;
  return counts;
}
