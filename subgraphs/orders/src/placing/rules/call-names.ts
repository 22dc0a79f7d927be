/** Names of the calls in failpoints and figures, in the order of the saga. */
export const callNames = [
  'snapshot_variants',
  'read_groups',
  'freeze_quote',
  'reserve_stock',
  'hold_points',
  'authorize_payment',
  'commit_stock',
  'confirm_quote',
  'commit_points',
  'capture_payment',
  'release_stock',
  'cancel_quote',
  'release_points',
  'void_payment',
  'return_stock',
  'return_coupons',
  'reverse_points',
  'refund_payment',
  'close_challenge',
] as const;

export type CallName = (typeof callNames)[number];
