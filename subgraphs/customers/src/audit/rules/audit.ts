/** Something that staff, or a command of this machine, changed in some room. */
export interface AuditEntry {
  id: string;
  occurredAt: Date;
  /** Microseconds since 1970, as text: its place in the log. */
  micros: string;
  room: string;
  /** Null: a command of the machine that runs the shop. */
  actorId: string | null;
  actorName: string;
  ip: string | null;
  action: string;
  entityType: string;
  entityId: string;
  changes: readonly { field: string; before: string | null; after: string | null }[];
  requestId: string | null;
}

/** Which entries are looked for; each is an exact match, `after` inclusive and `before` exclusive. */
export interface AuditQuery {
  actorId?: string | undefined;
  action?: string | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  after?: Date | undefined;
  before?: Date | undefined;
}

export interface AuditPlace {
  micros: string;
  id: string;
}

export interface AuditRange {
  readonly limit: number;
  readonly backward: boolean;
  readonly place: AuditPlace | undefined;
}
