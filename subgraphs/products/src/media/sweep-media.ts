import { counter } from '@cartograph/kit/metrics';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import type { MediaDeps } from '#media/media-deps';
import { findGone, forgetGone, letGo } from '#media/sweep-store';

const swept = counter(
  'cartograph_products_media_swept_total',
  'Pictures nobody shows, uploads that were not used, and pictures whose files were deleted',
  ['kind'],
);

export interface Swept {
  media: number;
  uploads: number;
  files: number;
}

const portion = 200;

/** Lets go of what nobody shows, and of uploads whose time is over; then deletes the files of what went an hour ago and more. */
export async function sweepMedia({ db, files }: Pick<MediaDeps, 'db' | 'files'>, stopping?: AbortSignal): Promise<Swept> {
  const done: Swept = { media: 0, uploads: 0, files: 0 };
  for (let more = true; more && !stopping?.aborted; ) {
    const { media, uploads } = await letGo(db, portion);
    done.media += media;
    done.uploads += uploads;
    more = media === portion || uploads === portion;
  }
  for (let more = true; more && !stopping?.aborted; ) {
    const ids = await findGone(db, portion);
    for (const id of ids) await files.remove(id);
    await forgetGone(db, ids);
    done.files += ids.length;
    more = ids.length === portion;
  }
  for (const kind of ['media', 'uploads', 'files'] as const) swept.inc({ kind }, done[kind]);
  return done;
}

/** Each ten minutes, from a minute after the start on. */
export const startSweep = (deps: Pick<MediaDeps, 'db' | 'files' | 'log'>): Repeated =>
  repeat(
    async (stopping) => {
      const done = await sweepMedia(deps, stopping);
      if (done.media + done.uploads + done.files > 0) deps.log.info({ swept: done }, 'pictures that nobody shows are gone');
    },
    { everyMs: 600_000, log: deps.log, failed: 'pictures that nobody shows could not be let go' },
  );
