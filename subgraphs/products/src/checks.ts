import type { RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';

/** Constraints keep what this room promises of products (unique slugs and SKUs, known statuses). */
export const checks: RoomChecks = { own: [sequenceCheck('products', 'id')], readings: {} };
