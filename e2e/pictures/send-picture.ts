import { askFor } from '../support/ask.ts';

/** Two by two points: a PNG that needs no library to be made. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGPgEpHTMLJhcAuIYmRiBgAMogHJSJv78wAAAABJRU5ErkJggg==',
  'base64',
);

export interface Sent {
  id: string;
  status: number;
  body: unknown;
}

/** Asks for an upload as staff does, and sends a picture as a browser does. */
export async function sendPicture(url: string, token: string): Promise<Sent> {
  const { createMediaUploads } = await askFor<{ createMediaUploads: { uploads: { id: string; url: string }[] } }>(
    url,
    'mutation ($input: CreateMediaUploadsInput!) { createMediaUploads(input: $input) { ... on MediaUploadsCreated { uploads { id url } } } }',
    { input: { files: [{ filename: 'two.png', contentType: 'image/png', bytes: png.length }] } },
    { token },
  );
  const [upload] = createMediaUploads.uploads;
  if (!upload) throw new Error('no upload');
  const form = new FormData();
  form.append('file', new Blob([png]), 'two.png');
  const answer = await fetch(upload.url, { method: 'POST', body: form });
  return { id: upload.id, status: answer.status, body: await answer.json() };
}
