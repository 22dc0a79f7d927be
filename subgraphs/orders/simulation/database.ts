import type { Database, Queryable, Statement } from '@cartograph/kit/db';
import type { Network } from '#simulation/network';
import type { ServerLog } from '#simulation/server-log';
import type { Process } from '#simulation/time';

/** What one named statement does to the rows, in one instant; `undo` is what a ROLLBACK would do. */
export type Statements = Record<string, (values: readonly unknown[], undo: Undo) => object[]>;
type Undo = (one: () => void) => void;

/** Told of every statement that took effect, with the rows it gave. */
export type Saw = (worker: Process, name: string, values: readonly unknown[], rows: readonly object[]) => void;

/**
 * The database as one worker reaches it: production's own stores call it, and their statements are known by name. A statement is sent,
 * takes effect in one instant and is answered, and each of these may go wrong.
 */
export function createDatabase(
  statements: Statements,
  { network, worker, saw, log }: { network: Network; worker: Process; saw: Saw; log: ServerLog },
): Database {
  const run = ({ name = '' }: Statement, values: readonly unknown[], undo: Undo): object[] => {
    const known = statements[name];
    if (!known) throw new Error(`the simulated database does not know the statement "${name}"`);
    const rows = known(values, undo);
    if (rows.length > 0 && !reads.has(name)) log.flush();
    saw(worker, name, values, rows);
    return rows;
  };
  const send = <T>(what: () => string, effect: () => T | Promise<T>, upkeep = false): Promise<T> =>
    network.send({ from: worker, to: 'database', what, upkeep, effect });
  const query =
    (execute: (statement: Statement, values: readonly unknown[]) => Promise<object[]>): Queryable['query'] =>
    // Rows are as wide as the statement says: the stores' own types tell, as they do with PostgreSQL.
    async <Row>(statement: Statement) =>
      (await execute(statement, statement.values ?? [])) as Row[];

  return {
    query: query((statement, values) =>
      send(
        () => `${statement.name} ${shown(values)}`,
        () => run(statement, values, () => undefined),
        upkeep.test(statement.name ?? ''),
      ),
    ),
    get orm() {
      return forbidden();
    },
    // What a transaction asks is answered at once, so that all of it is one instant: nobody sees the half of it.
    transaction: (work) =>
      send(
        () => 'a transaction',
        async () => {
          const undone: (() => void)[] = [];
          const undo: Undo = (one) => void undone.push(one);
          const last: Statement[] = [];
          const tx = {
            query: query(async (statement, values) => run(statement, values, undo)),
            last: (statement: Statement) => void last.push(statement),
            get orm() {
              return forbidden();
            },
          };
          try {
            const result = await work(tx);
            for (const statement of last) run(statement, statement.values ?? [], undo);
            return result;
          } catch (error) {
            for (const one of undone.reverse()) one();
            throw error;
          }
        },
      ),
    statements: () => 0,
    connections: () => ({ open: 0, idle: 0, max: 0, waiting: 0, waits: 0 }),
    unready: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** What gives rows and writes nothing durable: the server's life is in an unlogged table. */
const reads = new Set([
  'placements_by_key',
  'placements_by_id',
  'carts_by_id',
  'placement_of_cart',
  'holds_lock',
  'holds_count',
  'cancellation_find',
  'cancellation_of_key',
  'cancellations_of',
  'server_life_read',
]);

/** The sweep and the renewals. */
const upkeep = /_(take|renew)$/;

const forbidden = (): never => {
  throw new Error('the simulated database knows named statements only');
};

const shown = (values: readonly unknown[]): string => {
  const text = JSON.stringify(values);
  return text.length > 160 ? `${text.slice(0, 160)}...` : text;
};
