import { escaped } from '@cartograph/kit/escaped';
import type { RoomStatus } from './status-store.ts';

export interface Status {
  /** What is known of the process beside the data: label and words. */
  about: readonly (readonly [string, string])[];
  placements: { open: number; attention: number } | undefined;
  rooms: readonly (readonly [string, RoomStatus | undefined])[];
}

/** For a person: what runs, what waits, and what each room holds. */
export function report({ about, placements, rooms }: Status): string {
  const waiting = placements ? `${placements.open} open, ${placements.attention} need attention` : 'unknown';
  return [
    ...[...about, ['placements', waiting] as const].map(([label, words]) => `${label.padEnd(11)}${words}`),
    '',
    ...rooms.map(([room, status]) => `${room.padEnd(11)}${lagOf(status).padEnd(8)} ${countsOf(status)}`),
  ]
    .map(escaped)
    .join('\n');
}

const lagOf = (status: RoomStatus | undefined): string =>
  status ? `lag ${status.waiting}${status.parked > 0 ? `, ${status.parked} parked` : ''}` : '';

const countsOf = (status: RoomStatus | undefined): string =>
  status
    ? Object.entries(status.tables)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')
    : 'its database does not answer';
