import { z } from 'zod';
import { type Caller, clientOf } from './caller.ts';
import { event } from './declare-event.ts';
import type { NewEvent } from './event.ts';

/** Who wrote, and from where, as an audit entry keeps it. */
export interface Author {
  /** Null: nobody of the staff, but a command of this machine. */
  id: string | null;
  /** Their e-mail, or the command. */
  name: string;
  client: string | null;
  requestId: string | null;
}

export const authorOf = (caller: Caller, requestId: string): Author => ({
  id: caller.kind === 'customer' ? caller.customerId : null,
  name: caller.kind === 'customer' ? caller.email : caller.kind === 'room' ? caller.room : 'guest',
  client: clientOf(caller) ?? null,
  requestId,
});

/** A command of this machine, such as "npm run admin". */
export const authorOfCommand = (name: string): Author => ({ id: null, name, client: null, requestId: null });

const maxChanges = 100;
const maxValue = 1_000;

const change = z.object({
  field: z.string().describe('Which field, as the API names it.'),
  before: z.string().nullable().describe(`What stood there, as text of at most ${maxValue} characters; null: nothing.`),
  after: z.string().nullable().describe(`What stands there now, as text of at most ${maxValue} characters; null: nothing.`),
});

export type AuditChange = z.infer<typeof change>;

const schema = z
  .object({
    actorId: z.string().nullable().describe('The account of who wrote; null: a command of the machine that runs the shop.'),
    actorName: z.string().describe('Their e-mail address, or the command.'),
    client: z.string().nullable().describe('Where the request came from, as far as the gateway knows. Personal.'),
    action: z.string().describe('The mutation, such as updateProduct.'),
    entityType: z.string().describe('The GraphQL type of what was changed, such as Product.'),
    entityId: z.string().describe('Its id, code or SKU.'),
    changes: z.array(change).max(maxChanges).describe('Each field that has another value now.'),
    requestId: z.string().nullable().describe('Of the request, as the logs have it.'),
  })
  .describe('Staff changed something; written in the same transaction as the change.');

/** What the log of staff's writes is made of: each room declares its own among its events, and customers keeps the log of all. */
export const changeAuditedIn = (room: string) =>
  event(`${room}.change_audited`, 1, schema, {
    key: 'id, code or SKU of what was changed',
    sequenced: false,
    example: {
      actorId: '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b10',
      actorName: 'staff@cartograph.test',
      client: '192.0.2.1',
      action: 'updateProduct',
      entityType: 'Product',
      entityId: '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b11',
      changes: [{ field: 'title', before: 'Mug', after: 'Classic Mug' }],
      requestId: '0199f0c4-8a53-7d07-9c0d-5a4f7a3d2b12',
    },
  });

type Declared = ReturnType<typeof changeAuditedIn>;

export interface AuditedChange {
  action: string;
  entityType: string;
  entityId: string;
  /** The state that can be written, by field names of the API; null: it did not exist. */
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}

/** The entry of one write, to be told in its transaction; nothing when it changed nothing, so that a repeat leaves no second one. */
export function audited(declared: Declared, by: Author, { action, entityType, entityId, before, after }: AuditedChange): NewEvent[] {
  const changes = changesOf(before ?? {}, after ?? {});
  if (changes.length === 0) return [];
  const data = { actorId: by.id, actorName: by.name, client: by.client, action, entityType, entityId, changes, requestId: by.requestId };
  return [declared.of(entityId, data)];
}

/** Fields whose values differ, by name; what is left of more than 100 stands in one last line. */
export function changesOf(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): AuditChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = fields
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((one) => one.before !== one.after)
    .map((one) => ({ field: one.field, before: shortened(one.before), after: shortened(one.after) }));
  if (changed.length <= maxChanges) return changed;
  const kept = changed.slice(0, maxChanges - 1);
  return [...kept, { field: '…', before: null, after: `${changed.length - kept.length} more fields` }];
}

/** Keys in one order, so that the same state is the same text. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'bigint') return String(value);
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (part === null || typeof part !== 'object' || Array.isArray(part) || part instanceof Date) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const shortened = (text: string | null): string | null =>
  text !== null && text.length > maxValue ? `${text.slice(0, maxValue - 1)}…` : text;
