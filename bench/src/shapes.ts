/** The ways of placing an order, by the names that `--only` takes, with what the report calls them. */
export const shapes = {
  floor: 'floor',
  pgbench: 'floor by pgbench',
  transaction: 'transaction',
  saga: 'saga',
  operation: 'saga by operation',
  gateway: 'gateway',
  processes: 'gateway, one process a room',
} as const;
export type ShapeName = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as ShapeName[];

/** SKUs that orders of a cell choose from. */
export const shelves = [1_000, 10] as const;
export type Shelf = (typeof shelves)[number];
export const clientCounts = [1, 16, 64] as const;
export type ClientCount = (typeof clientCounts)[number];

/** What the shapes are compared under. */
export interface Condition {
  clients: ClientCount;
  shelf: Shelf;
  /** What is added to every sync of PostgreSQL. */
  fdatasyncMs: number;
}
