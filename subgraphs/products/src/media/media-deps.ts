import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import type { MediaFiles } from '#media/files/media-files';

/** What the use cases of pictures need. */
export interface MediaDeps {
  db: Database;
  files: MediaFiles;
  log: Logger;
  /** Where browsers reach the gateway. */
  publicUrl: string;
  /** Addresses of uploads are signed with it. */
  secret: string;
  /** Hosts that pictures are fetched from, by url. */
  hosts: readonly string[];
}
