import type { Supergraph } from '@apollo/federation-internals';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { ChangeKind } from './diff/kinds.ts';
import type { Config } from './project/config.ts';

/** Where something is written: a path from the project's root (or a URL), line and column from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** One subgraph at one moment. */
export interface SubgraphSource {
  name: string;
  url: string;
  /** Where its SDL stands. */
  file: string;
  sdl: string;
}

/** The schemas of a project at one moment: the working tree, a git ref, a file or a running endpoint. */
export interface Snapshot {
  /** How the user would name it: `origin/main`, `working tree`, a file, a URL. */
  label: string;
  /** Sorted by name. Empty when only an API schema is known (a file or an endpoint of a server that is no supergraph). */
  subgraphs: readonly SubgraphSource[];
  /** The full hash of the commit that was read, of a git ref. */
  commit?: string;
  /** The ref's own commit, where another one was read: that at which HEAD left its line. */
  behind?: string;
  /** The ref itself was read, for no commit is known that HEAD has in common with it: since the clone is shallow, or there is none. */
  apart?: 'shallow' | 'unrelated';
  /** The variants that its own configuration describes, of a git ref. */
  contracts?: Config['contracts'];
  /** Where its events are: of a git ref, what its own configuration says, or today's where that says nothing. Absent of a file or an endpoint. */
  events?: Config['events'];
  /** The API schema's SDL, when it is all that is known. */
  api?: string;
  /** The supergraph as it was published, when the subgraphs are taken from it: those lack descriptions, tags and what is inaccessible. */
  supergraphSdl?: string;
}

/** What a snapshot composes to. */
export interface Composition {
  snapshot: Snapshot;
  /** Absent when only an API schema is known. */
  supergraphSdl?: string;
  supergraph?: Supergraph;
  /** What clients see: sorted, nothing inaccessible. */
  api: GraphQLSchema;
  /** Hints of composition, the room's place found. */
  hints: readonly Finding[];
}

/** How bad a change is for a client that uses what changed, before anybody looked at who does. */
export type Level = 'safe' | 'dangerous' | 'breaking';

/** Whose contract changed: the API that clients see, a subgraph's own SDL (federation), the commands between subgraphs, or the events that they say. */
export type Scope = 'api' | 'subgraph' | 'internal' | 'event';

/** One difference between two snapshots. */
export interface Change {
  /** Stable over runs and machines, what approvals name: `FIELD_REMOVED Product.name`, or with `[subgraph]` behind it when the scope is a subgraph or internal; `detail` stands between. */
  id: string;
  kind: ChangeKind;
  scope: Scope;
  level: Level;
  /** The schema coordinate: `Type`, `Type.field`, `Type.field(arg:)`, `Enum.VALUE`, `Input.field`, `@directive`, `@directive(arg:)`; of an event `orders.order_placed.v1`, `orders.order_placed.v1:lines[].sku`. */
  path: string;
  /** What at the path, where the coordinate does not say it: the union's member, the interface, a directive's location, the directive as written. */
  detail?: string;
  /** The subgraphs that it comes from, sorted; empty when unknown. */
  subgraphs: readonly string[];
  /** One sentence: what changed. */
  message: string;
  /** One sentence: who may break and how. */
  reason: string;
  /** One sentence: what to do instead, or before merging. */
  advice: string;
  /** In the new state; for what was removed, where it stood in the old one. */
  place?: Place;
  /** Coordinates whose users feel it, where these are others than those of the path. */
  touches?: readonly string[];
}

/** An operation that some client is known to send. */
export interface KnownOperation {
  /** The operation's name, or `anonymous` with the head of its hash. */
  name: string;
  /** `storefront`, `examples`, a subgraph's name for its remotes. */
  client: string;
  /** What it is validated against: the API, or the SDL of a subgraph (calls between subgraphs). */
  target: { kind: 'api' } | { kind: 'subgraph'; subgraph: string };
  /** sha256 of the text in hex. */
  hash: string;
  text: string;
  /** One operation and the fragments that it uses. */
  document: DocumentNode;
  place: Place;
  /** Example variables that came along. */
  variables?: Readonly<Record<string, unknown>>;
  /** From the usage records; absent when nothing was recorded of it. Committed operations count as used without a record. */
  usage?: OperationUsage;
  /** Known from the usage records alone: this client has not committed it. */
  recorded?: true;
}

export interface OperationUsage {
  /** Within the window. */
  count: number;
  /** ISO 8601. */
  lastSeen: string;
  /** What the variables held, counted by coordinates (operations/usage-records.ts); absent when it is not known. */
  variables?: Readonly<Record<string, number>>;
}

/** Who is hit by a change, and how. */
export interface Hit {
  /** Its name, or that of a consumer of events, which begins with its client's. */
  operation: string;
  client: string;
  place: Place;
  /** What fails or changes for it, in one sentence. */
  message: string;
  count?: number;
}

export type Verdict =
  | { kind: 'passes'; because: 'safe' | 'dangerous-allowed' | 'unused' }
  | { kind: 'passes'; because: 'approved'; approval: Approval }
  | { kind: 'fails'; because: 'used' | 'breaking' | 'dangerous' };

/** A change with what is known of its users. */
export interface JudgedChange extends Change {
  verdict: Verdict;
  /** Operations that use what changed: at most 20, the rest counted. */
  hits: readonly Hit[];
  moreHits: number;
  /** The evidence in one sentence: `none of 42 operations of 3 clients uses it (usage of the last 30 days)`. */
  evidence: string;
}

export interface Approval {
  /** The change's id. */
  change: string;
  why: string;
  who: string;
  /** ISO date, inclusive. */
  until: string;
  /** Where it is written; absent in what was made by hand. */
  place?: Place;
}

/** Something to say of a place that is no change: a lint rule's finding, a composition hint, a plan that grew, an expired approval. */
export interface Finding {
  /** The rule's name (`field-names`), the hint's or error's code (`INCONSISTENT_DESCRIPTION`). */
  rule: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  path?: string;
  subgraph?: string;
  place?: Place;
  /** Where else it shows: the other subgraphs that declare the same. */
  also?: readonly Place[];
  /** What to do. */
  advice?: string;
}

/** One part of a check: its findings, or why it did not run. */
export interface Section {
  name: 'build' | 'changes' | 'operations' | 'events' | 'lint' | 'plans' | 'contracts' | 'approvals';
  /** Skipped after the build failed, or without what it needs. */
  status: 'passed' | 'failed' | 'skipped';
  /** One sentence for the summary: `3 changes, 1 breaking and used by 2 operations`. */
  summary: string;
  findings: readonly Finding[];
}

/** What `schema check` says, and its JSON form (`version` grows when a field changes its meaning or goes). */
export interface CheckReport {
  version: 1;
  /** As it was given. */
  base: string;
  /** Of a git ref: the full hash of the commit that was compared with, and the ref's own where that is another. Absent where no base was read. */
  baseCommit?: { compared: string; ref: string };
  head: string;
  status: 'passed' | 'failed';
  sections: readonly Section[];
  changes: readonly JudgedChange[];
  /** Deprecated elements whose announced removal date has come. */
  removable: readonly Finding[];
  /** The entry that `schema changelog` would write, in Markdown; empty without changes. */
  changelog: string;
}
