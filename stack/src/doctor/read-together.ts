import type { RoomChecks } from '@cartograph/kit/room';
import type { EachRoom, RoomName } from '../rooms.ts';
import { type Look, pageOf, theseOf } from './look-store.ts';
import type { HoldReading, OrderReading, PaymentReading, PlacementReading, PointsReading, QuoteReading, Readings } from './readings.ts';

/** A reading that failed, and why. */
export interface Unread {
  room: RoomName;
  reading: string;
  why: string;
}

/** What all rooms say of some placements; complete unless something is unread. */
export interface Together {
  readings: Readings;
  unread: readonly Unread[];
  /** Rows held at once to read it. */
  held: number;
}

export interface Sources {
  checks: EachRoom<RoomChecks>;
  looks: EachRoom<Look>;
}

type Read = <Reading extends object>(room: RoomName, name: string) => Promise<(Reading & Record<string, unknown>)[]>;

/** Participants first and orders last: what they hold by then has its placement, so less has to be looked at twice. */
async function readEach(read: Read): Promise<Readings> {
  const [holds, quotes, pointHolds, payments] = await Promise.all([
    read<HoldReading>('inventory', 'holds'),
    read<QuoteReading>('pricing', 'quotes'),
    read<PointsReading>('customers', 'point_holds'),
    read<PaymentReading>('payments', 'payments'),
  ]);
  const placements = await read<PlacementReading>('orders', 'placements');
  return { holds, quotes, pointHolds, payments, placements, orders: await read<OrderReading>('orders', 'orders') };
}

async function readFrom(
  { checks, looks }: Sources,
  text: (reading: string) => string,
  values: unknown[],
  seen: (rows: readonly { [name: string]: unknown }[]) => void = () => undefined,
): Promise<Together> {
  const unread: Unread[] = [];
  let held = 0;
  const readings = await readEach(async <Reading extends object>(room: RoomName, name: string) => {
    const reading = checks[room].readings[name];
    if (reading === undefined) throw new Error(`${room} tells no ${name}`);
    try {
      const rows = await looks[room].rows<Reading & Record<string, unknown>>(text(reading), values);
      held += rows.length;
      seen(rows);
      return rows;
    } catch (error) {
      unread.push({ room, reading: name, why: await looks[room].why(error) });
      return [];
    }
  });
  return { readings, unread, held };
}

/**
 * All placements in the order of their ids, so many that no reading has more than `pageRows`: rows of one placement always come together,
 * and what is held does not grow with the shop. A window that cannot be read whole is told and passed over.
 */
export async function* placementsInTurn(sources: Sources, pageRows: number): AsyncGenerator<Together> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    let end: string | undefined;
    const page = await readFrom(sources, pageOf, [after, pageRows], (rows) => {
      const last = rows.length === pageRows ? rows.at(-1)?.['placement_id'] : undefined;
      if (typeof last === 'string' && (end === undefined || last < end)) end = last;
    });
    yield { ...page, readings: until(page.readings, end) };
    if (end === undefined) return;
    after = end;
  }
}

export const readThese = (sources: Sources, ids: readonly string[]): Promise<Together> => readFrom(sources, theseOf, [ids]);

function until({ holds, quotes, pointHolds, payments, placements, orders }: Readings, end: string | undefined): Readings {
  const within = <Reading extends { placement_id: string }>(list: readonly Reading[]): readonly Reading[] =>
    end === undefined ? list : list.filter(({ placement_id: id }) => id <= end);
  return {
    holds: within(holds),
    quotes: within(quotes),
    pointHolds: within(pointHolds),
    payments: within(payments),
    placements: within(placements),
    orders: within(orders),
  };
}
