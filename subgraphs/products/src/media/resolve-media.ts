import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { type FetchedPicture, fetchPicture } from '#media/fetch-picture';
import type { MediaDeps } from '#media/media-deps';
import { findFetched, insertUploads, loadMedia, type MediaText } from '#media/media-store';
import { type MediaInput, wrongMedia } from '#media/rules/media-input';
import { maxOpen, uploadMinutes } from '#media/rules/upload';
import { keepPicture } from '#media/take-upload';

/** Pictures that are there, in their order, and what is to be said of them. */
export interface ResolvedMedia {
  ids: readonly string[];
  texts: readonly MediaText[];
}

export type ResolveMediaOutcome = { kind: 'resolved'; media: ResolvedMedia } | { kind: 'invalid'; fields: FieldProblem[] };

type Deps = Pick<MediaDeps, 'db' | 'files' | 'hosts'>;
type Path = readonly (string | number)[];

/**
 * Before the transaction of a write: what a list of pictures names, fetched where it names an address. `path` leads to the list. What was
 * fetched and is not used after all is let go of a day later.
 */
export async function resolveMedia(
  deps: Deps,
  inputs: readonly MediaInput[],
  path: Path,
  fetch: (url: string) => Promise<FetchedPicture> = fetchPicture,
): Promise<ResolveMediaOutcome> {
  const wrong = wrongMedia(inputs, path, deps.hosts);
  if (wrong.length > 0) return { kind: 'invalid', fields: wrong };
  const there = await findThere(deps, inputs);
  const found = await Promise.all(inputs.map((input, index) => resolveOne(deps, input, [...path, index], there, fetch)));
  const fields = found.flatMap((each) => ('problem' in each ? [each.problem] : []));
  const ids = found.flatMap((each) => ('id' in each ? [each.id] : []));
  const again = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (fields.length === 0 && again >= 0) fields.push(fieldProblem([...path, again], 'Each picture may stand here once.'));
  if (fields.length > 0) return { kind: 'invalid', fields };
  return { kind: 'resolved', media: { ids, texts: inputs.flatMap((input, index) => textOf(ids[index] ?? '', input)) } };
}

interface There {
  ids: ReadonlySet<string>;
  byUrl: ReadonlyMap<string, string>;
}

async function findThere({ db }: Deps, inputs: readonly MediaInput[]): Promise<There> {
  const ids = inputs.map(({ id, uploadId }) => id ?? uploadId).filter(isUuid);
  const urls = inputs.flatMap(({ url }) => url ?? []);
  const found = ids.length === 0 ? [] : await loadMedia(db, ids);
  const fetched = urls.length === 0 ? [] : await findFetched(db, urls);
  return { ids: new Set(found.map(({ id }) => id)), byUrl: new Map(fetched.map(({ id, url }) => [url, id])) };
}

type Found = { id: string } | { problem: FieldProblem };

async function resolveOne(deps: Deps, { id, uploadId, url }: MediaInput, path: Path, there: There, fetch: Fetch): Promise<Found> {
  const named = (id ?? uploadId)?.toLowerCase();
  if (named !== undefined && there.ids.has(named)) return { id: named };
  if (typeof uploadId === 'string')
    return {
      problem: fieldProblem([...path, 'uploadId'], 'No picture came by this upload, or it was let go of: send it to its url first.'),
    };
  if (typeof id === 'string') return { problem: fieldProblem([...path, 'id'], 'There is no picture with this id.') };
  return typeof url === 'string' ? fetchOne(deps, url, [...path, 'url'], there, fetch) : { problem: fieldProblem(path, 'Name a picture.') };
}

type Fetch = (url: string) => Promise<FetchedPicture>;

async function fetchOne(deps: Deps, url: string, path: Path, { byUrl }: There, fetch: Fetch): Promise<Found> {
  const known = byUrl.get(url);
  if (known !== undefined) return { id: known };
  const refused = (why: string): Found => ({ problem: fieldProblem(path, why) });
  const fetched = await fetch(url);
  if (fetched.kind === 'refused') return refused(fetched.why);
  const id = uuidv7();
  if (!(await insertUploads(deps.db, [id], uploadMinutes, maxOpen))) return refused('Too many pictures are on their way: try again later.');
  const kept = await keepPicture(deps, id, fetched.bytes, url);
  switch (kept.kind) {
    case 'taken':
      return { id };
    case 'refused':
      return refused(kept.why);
    case 'used': {
      // Somebody fetched it at the same time.
      const [other] = await findFetched(deps.db, [url]);
      return other ? { id: other.id } : refused('The picture could not be kept: try again.');
    }
    case 'unknown':
    case 'busy':
      return refused('Too many pictures are on their way: try again in a moment.');
  }
}

function textOf(id: string, { alt, translations, focalX, focalY }: MediaInput): MediaText[] {
  const text = {
    ...(alt === undefined ? {} : { alt }),
    ...(translations === undefined
      ? {}
      : { altTranslations: Object.fromEntries((translations ?? []).map((each) => [each.locale, each.alt])) }),
    ...(focalX === undefined ? {} : { focalX }),
    ...(focalY === undefined ? {} : { focalY }),
  };
  return Object.keys(text).length === 0 ? [] : [{ id, ...text }];
}
