/** What is remembered by a key, within a number of bytes. */
export interface Memory<Value> {
  get(key: string): Value | undefined;
  /** `bytes`: what the value keeps alive, as well as it can be told. A value of more than an eighth of all is not kept. */
  set(key: string, value: Value, bytes: number): void;
  delete(key: string): void;
}

/** What JavaScript spends on an entry beside key and value. */
const entryBytes = 200;

interface Entry<Value> {
  value: Value;
  bytes: number;
}

/**
 * Two generations of half the bytes each: what is asked for again moves to the younger one, and when that is full the older one goes. So
 * what is in use stays whatever else comes, nothing is written when a young entry is found, and one flood forgets no more than it brings.
 */
export function createMemory<Value>(maxBytes: number): Memory<Value> {
  let young = new Map<string, Entry<Value>>();
  let old = new Map<string, Entry<Value>>();
  let bytes = 0;

  const keep = (key: string, entry: Entry<Value>): void => {
    if (bytes + entry.bytes > maxBytes / 2) {
      old = young;
      young = new Map();
      bytes = 0;
    }
    young.set(key, entry);
    bytes += entry.bytes;
  };
  const forget = (key: string): void => {
    bytes -= young.get(key)?.bytes ?? 0;
    young.delete(key);
    old.delete(key);
  };

  return {
    get: (key) => {
      const known = young.get(key);
      if (known) return known.value;
      const older = old.get(key);
      if (!older) return undefined;
      old.delete(key);
      keep(key, older);
      return older.value;
    },
    set: (key, value, given) => {
      forget(key);
      const all = given + entryBytes + key.length * 2;
      if (all <= maxBytes / 8) keep(key, { value, bytes: all });
    },
    delete: forget,
  };
}
