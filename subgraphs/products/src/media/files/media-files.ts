import type { Readable } from 'node:stream';

/** From the first byte to the last one, both included. */
export interface Range {
  first: number;
  last: number;
}

/**
 * Where the bytes of pictures are: a folder, or a store that speaks S3. A file belongs to a picture's id and has a name of ours; what is
 * written once is never written otherwise.
 */
export interface MediaFiles {
  /** Whole or not at all, however it ends. */
  put(id: string, name: string, bytes: Buffer, type: string): Promise<void>;
  /** Undefined: there is no such file. */
  size(id: string, name: string): Promise<number | undefined>;
  /** All of it; undefined: there is no such file. For what we read ourselves, at most 16 MB. */
  read(id: string, name: string): Promise<Buffer | undefined>;
  /** As fast as its reader takes it; undefined: there is no such file. */
  open(id: string, name: string, range?: Range): Promise<Readable | undefined>;
  /** All files of a picture; none is no fault. */
  remove(id: string): Promise<void>;
}
