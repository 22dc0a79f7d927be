import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callNames, writeNames } from '@cartograph/orders/server';

/** Stories that a buyer's shop dies in. */
export type ScriptName = 'place' | 'decline' | 'challenge' | 'giveUp' | 'cancel' | 'cancelBeforeCapture' | 'backorder';

/** Those of a process of their own: a delivery, and an import (e2e/exchange dies in that). */
type OwnProcess = 'deliver' | 'import';

/** Which story passes through which verb of which room. */
const storyOf: Readonly<Record<ScriptName | OwnProcess, string>> = {
  place: `
    orders.snapshot_variants orders.read_groups orders.freeze_quote orders.reserve_stock orders.hold_points orders.authorize_payment orders.commit_stock
    orders.confirm_quote orders.commit_points orders.capture_payment orders.intent orders.confirm orders.complete
    products.snapshot_variants pricing.freeze_quotes pricing.confirm_quotes inventory.reserve_stock inventory.commit_stock customers.hold_points
    customers.commit_points payments.authorize_payments payments.capture_payments`,
  decline: `
    orders.abort orders.release_stock orders.cancel_quote orders.release_points orders.void_payment orders.finish_abort
    pricing.cancel_quotes inventory.release_stock customers.release_points`,
  challenge: 'orders.facts',
  giveUp: 'orders.close_challenge orders.cancel_placement payments.close_challenges',
  cancel: `
    orders.cancel orders.return_stock orders.return_coupons orders.reverse_points orders.refund_payment orders.finish_cancel
    pricing.return_coupons inventory.return_stock customers.reverse_points payments.refund_payments`,
  cancelBeforeCapture: 'payments.void_payments',
  backorder: 'inventory.serve_waiting',
  deliver: 'inventory.ship_stock customers.award_points',
  import: 'exchange.import',
};

/** Every failpoint of every room: those that orders names itself, and what the other rooms' sources say. */
export function allFailpoints(): string[] {
  const own = [
    ...callNames.flatMap((name) => [`orders.${name}.before_call`, `orders.${name}.after_call`]),
    'orders.cancel_placement.after_close',
    ...writeNames.flatMap((name) => [`orders.${name}.before_persist`, `orders.${name}.after_persist`]),
  ];
  return [...own, ...participantFailpoints()];
}

function participantFailpoints(): string[] {
  const rooms = fileURLToPath(new URL('../../subgraphs/', import.meta.url));
  const sources = readdirSync(rooms, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const named = sources.flatMap((source) => [...source.matchAll(/failpoint\('([a-z_.]+)'\)/g)].map(([, name = '']) => name));
  return [...new Set(named)].filter((name) => !name.startsWith('orders.')).sort();
}

/** Undefined for a failpoint that no story reaches. */
export function scriptOf(failpoint: string): ScriptName | OwnProcess | undefined {
  const verb = failpoint.split('.').slice(0, 2).join('.');
  const found = Object.entries(storyOf).find(([, verbs]) => verbs.trim().split(/\s+/).includes(verb));
  return found?.[0] as ScriptName | OwnProcess | undefined;
}

export const isOwnProcess = (name: ScriptName | OwnProcess | undefined): name is OwnProcess => name === 'deliver' || name === 'import';
