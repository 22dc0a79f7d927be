import { uuidv7 } from '@cartograph/kit/ids';
import { type InvalidInput, invalidFields, invalidInput } from '@cartograph/kit/problems';
import type { MediaDeps } from '#media/media-deps';
import { insertUploads } from '#media/media-store';
import { type FileToUpload, maxOpen, uploadMinutes, wrongFiles } from '#media/rules/upload';
import { uploadPath } from '#media/sign-upload';

export type CreateUploadsOutcome =
  | { kind: 'created'; uploads: { id: string; url: string; expiresAt: Date }[] }
  | { kind: 'invalid'; problem: InvalidInput };

/** Addresses that take one picture each, in the order of the files. */
export async function createUploads(
  { db, publicUrl, secret }: Pick<MediaDeps, 'db' | 'publicUrl' | 'secret'>,
  files: readonly FileToUpload[],
): Promise<CreateUploadsOutcome> {
  const problem = invalidFields(wrongFiles(files));
  if (problem) return { kind: 'invalid', problem };
  const ids = files.map(() => uuidv7());
  const expiresAt = await insertUploads(db, ids, uploadMinutes, maxOpen);
  if (!expiresAt)
    return {
      kind: 'invalid',
      problem: invalidInput(
        ['files'],
        `More than ${maxOpen} uploads wait for their picture: send those, or wait ${uploadMinutes} minutes.`,
      ),
    };
  const base = publicUrl.replace(/\/$/, '');
  return { kind: 'created', uploads: ids.map((id) => ({ id, url: `${base}${uploadPath(secret, id, expiresAt)}`, expiresAt })) };
}
