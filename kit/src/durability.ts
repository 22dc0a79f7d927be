/** What a server promises of a commit that was answered, as a session of ours sees it. */
export interface Durability {
  fsync: string;
  full_page_writes: string;
  data_checksums: string;
  /** Of the session that asks: ours are opened with `on`, whatever the role, the database or the server say. */
  synchronous_commit: string;
}

/** One row of it, for any session. */
export const durabilitySql = `current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
  current_setting('data_checksums') as data_checksums, current_setting('synchronous_commit') as synchronous_commit`;

export interface Verdict {
  /** Why the shop must not answer orders on this server, each a sentence without its variable. */
  refused: string[];
  /** What whoever runs it should know. */
  told: string[];
}

const off = (name: string, harm: string): string => `${name} is off there, so that ${harm}; set it to on.`;

/** A server that may lose what it answered is refused in production; elsewhere it is somebody's laptop. */
export function judgeDurability(found: Durability, production: boolean): Verdict {
  const unsafe = [
    ...(found.fsync === 'off' ? [off('fsync', 'a power cut may destroy all data')] : []),
    ...(found.full_page_writes === 'off' ? [off('full_page_writes', 'a power cut may leave pages that are half written')] : []),
  ];
  const lost = found.synchronous_commit === 'off' ? [off('synchronous_commit', 'orders could be lost after they were answered')] : [];
  const blind = found.data_checksums === 'off' ? ['data_checksums are off there: a page that the disk has changed is not noticed.'] : [];
  return production ? { refused: [...unsafe, ...lost], told: blind } : { refused: lost, told: [...unsafe, ...blind] };
}
