import type { RoomChecks } from '@cartograph/kit/room';

/** Constraints keep all that this room promises (unique slugs and SKUs, known statuses), so nothing is left to look for. */
export const checks: RoomChecks = { own: [], facts: {} };
