import pg from 'pg';

/** Errors of connections, which have no code of their own: as they were when the connection broke. */
const outages = new WeakSet<Error>();

/**
 * What a server says that is no fault of the statement, and may be gone the next time: connection exceptions, too few resources (a full
 * disk, too many connections), a stop or a start, a statement over its time, and a server that only reads (a failover).
 */
const states = /^(?:08...|53...|57P0[1-5]|57014|25P0[34]|25006)$/;

/** Remembers an error of a connection; gives it back. What the server itself said is judged by its code. */
export function noteOutage<E>(error: E): E {
  if (error instanceof Error && !(error instanceof pg.DatabaseError)) outages.add(error);
  return error;
}

/**
 * True when the database could not be reached, went away, fell silent or is too full, also as the cause of another error: nothing is
 * known of what the statement did, and the same request may succeed later.
 */
export function isDatabaseOutage(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (outages.has(at) || (at instanceof pg.DatabaseError && states.test(at.code ?? ''))) return true;
  return false;
}
