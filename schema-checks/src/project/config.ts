import { z } from 'zod';

const path = z.string().min(1, 'must be a path');
const severity = z.enum(['off', 'warning', 'error']);

/** The file that describes a project; every path in it is relative to its own folder. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  subgraphs: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, 'must be a letter, then letters, digits, _ and -'),
        sdl: path,
        url: z.url('must be a URL, such as http://products:4001'),
        /** Folder of its drizzle migrations (with `meta/_journal.json`): its tables are drawn. */
        tables: path.optional(),
        /** The project's own: all rules of the lint apply to it. When no subgraph says so, they apply to each. */
        house: z.boolean().optional(),
        /** Read by whoever passes HTTP pages on; nothing here looks at it. */
        pages: z.array(z.string()).optional(),
      }),
    )
    .min(1)
    .max(500),
  /** Composed and committed; `schema compose` writes both. */
  supergraph: path.default('supergraph.graphql'),
  api: path.default('api.graphql'),
  /** What becomes of subgraphs that say different things of one element: composition takes either, or what they have in common. */
  inconsistencies: z.enum(['warning', 'error']).default('warning'),
  /** What a check compares with, unless --base says otherwise: a git ref, a file or a URL. */
  base: z.string().min(1).default('origin/main'),
  /**
   * Known operations: .graphql files by a glob, or a manifest of trusted documents by its path.
   * `target` names the subgraph that they are sent to, `{file}` takes it from the file's name; without it they are for the API.
   * `client` may hold `{folder:N}`: the Nth part of the path, from 0.
   */
  operations: z
    .array(z.strictObject({ client: z.string().min(1), files: path.optional(), manifest: path.optional(), target: z.string().optional() }))
    .default([]),
  /** JSON Schemas of what rooms say, one file for each version of an event, and what their consumers read; both by globs. */
  events: z.strictObject({ schemas: path, readers: path.optional() }).optional(),
  usage: z
    .strictObject({
      /** JSON lines `{hash, client, count, lastSeen, operation?, variables?}`; without it a committed operation counts as used. */
      file: path.optional(),
      windowDays: z.int().min(1).max(3_650).default(30),
      /** Operations seen fewer times within the window do not hold a change back. */
      minCount: z.int().min(1).default(1),
      excludeClients: z.array(z.string()).default([]),
    })
    .prefault({}),
  changes: z
    .strictObject({
      /** What fails a check when an operation uses it. */
      failOn: z.enum(['breaking', 'dangerous']).default('breaking'),
      /** Whether a breaking change that no known operation uses passes. */
      unused: z.enum(['pass', 'fail']).default('pass'),
    })
    .prefault({}),
  lint: z
    .strictObject({
      rules: z.record(z.string(), severity).default({}),
      ignore: z.array(z.strictObject({ rule: z.string(), path: z.string(), why: z.string().min(1) })).default([]),
    })
    .prefault({}),
  plans: z
    .strictObject({
      severity: severity.default('warning'),
      maxAddedFetches: z.int().min(0).default(0),
      maxAddedStages: z.int().min(0).default(0),
    })
    .prefault({}),
  contracts: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a small letter, then small letters, digits and -'),
        include: z.array(z.string()).default([]),
        exclude: z.array(z.string()).default([]),
        hideUnreachableTypes: z.boolean().default(true),
        /** The variant's API schema. */
        file: path,
        /** What a gateway serves the variant from; not written without it. */
        supergraph: path.optional(),
        /** Who is served this variant; without it, everybody whose operations fit it. */
        clients: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  approvals: path.default('approvals.json'),
  changelog: path.default('CHANGELOG.md'),
  docs: path.optional(),
});

export type Config = z.infer<typeof configSchema>;

/** A project: its configuration and the folder that its paths start from. */
export interface Project {
  /** Absolute. */
  root: string;
  /** Absolute path of the configuration. */
  file: string;
  config: Config;
}
