import { isUuid } from '@cartograph/kit/ids';
import type { Key } from '#rules/keys';

/** The key of an id as a client wrote it (two spellings of one id are one key); undefined for what is no id. */
export const readId = (id: string): Key | undefined => (isUuid(id) ? `id:${id.toLowerCase()}` : undefined);
