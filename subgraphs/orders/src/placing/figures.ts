import { Durations, tally } from '@cartograph/kit/plain-figures';
import { callNames } from '#placing/rules/call-names';

/** Each placement once, when it is decided; its ending counts apart. */
export const placements = tally('cartograph_orders_placements_total', 'Placements by what they came to.', 'outcome', [
  'confirmed',
  'aborted',
  'completed',
  'undone',
]);

/** Each answer to placeOrder, also the same one again. */
export const answers = tally('cartograph_orders_answers_total', 'Answers to placeOrder, by kind.', 'answer', [
  'placed',
  'replayed',
  'pending',
  'rejected',
  'action',
]);

export const stepSeconds = new Durations(
  'cartograph_orders_step_seconds',
  'Time until another room answered a step of a placement.',
  'step',
  callNames,
);

export const stepFailures = tally('cartograph_orders_step_failures_total', 'Steps of placements that got no answer.', 'step', callNames);
