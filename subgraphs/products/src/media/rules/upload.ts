import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';

export const maxUploadBytes = 10 * 1024 * 1024;
export const maxFiles = 20;
export const uploadMinutes = 15;
/** Addresses that wait for their picture, in all: who leaves them waits until they are over. */
export const maxOpen = 500;

export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/svg+xml'] as const;

export interface FileToUpload {
  filename: string;
  contentType: string;
  bytes: number;
}

/** Everything that is wrong with the files that somebody wants to send. */
export function wrongFiles(files: readonly FileToUpload[]): FieldProblem[] {
  if (files.length === 0 || files.length > maxFiles) return [fieldProblem(['files'], `Name from 1 to ${maxFiles} files a call.`)];
  return files.flatMap(({ filename, contentType, bytes }, index) => {
    const at = (field: string): (string | number)[] => ['files', index, field];
    return [
      ...(filename.length < 1 || filename.length > 255 || hasControls(filename)
        ? [fieldProblem(at('filename'), 'filename must be from 1 to 255 letters.')]
        : []),
      ...(uploadTypes.some((type) => type === contentType)
        ? []
        : [fieldProblem(at('contentType'), 'contentType must be of a picture that can be read.', uploadTypes)]),
      ...(bytes < 1 || bytes > maxUploadBytes
        ? [fieldProblem(at('bytes'), `bytes must be from 1 to ${maxUploadBytes}, which is 10 MB.`)]
        : []),
    ];
  });
}

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);
