import { counter, secondsHistogram } from '@cartograph/kit/metrics';

/** Requests that reached GraphQL, by kind of operation and by whether every field answered. */
export const requestSeconds = secondsHistogram(
  'cartograph_gateway_request_seconds',
  'Time to answer a GraphQL request, by operation kind and outcome (ok, partial, refused).',
  ['operation', 'outcome'],
);

/** Calls to rooms; also the place to see a dead one. */
export const roomSeconds = secondsHistogram('cartograph_gateway_room_seconds', 'Time of one call to a room, by room and outcome.', [
  'room',
  'outcome',
]);

export const errorsShown = counter('cartograph_gateway_errors_total', 'Errors shown to clients, by code.', ['code']);

/** A room's answer broke its own schema: the planner nulled the field without an error, which a client never sees. */
export const completionFaults = counter(
  'cartograph_gateway_completion_faults_total',
  'Answers of rooms that did not fit the schema and were nulled.',
);

/** Requests refused since their client or account asks too often. */
export const rateLimited = counter('cartograph_gateway_rate_limited_total', 'Requests answered 429, by kind of bucket.', ['kind']);

/** The others of `cartograph_gateway_request_seconds_count` went Apollo Server's way. */
export const fastLaneRequests = counter(
  'cartograph_gateway_fast_lane_total',
  'Requests that were answered without Apollo Server because their operation was known.',
);
