import { createHmac } from 'node:crypto';
import { isUuid, sameSecret } from '@cartograph/kit/ids';

export interface Downloads {
  /** Where somebody's data is fetched, until then. */
  of(requestId: string, until: Date): string;
  /** Does such an address carry our signature, and is it still good? */
  check(requestId: string, until: string, signature: string, now: Date): 'good' | 'foreign' | 'expired';
}

/** Who holds such an address may use it: it is shown to its owner and to staff alone. */
export function signedDownloads(secret: string, publicUrl: string): Downloads {
  const signatureOf = (id: string, until: string): string =>
    createHmac('sha256', secret).update(`personal data\n${id}\n${until}`).digest('base64url');
  return {
    of: (id, until) => {
      const seconds = String(Math.floor(until.getTime() / 1_000));
      return `${publicUrl}/personal-data/${id}?${new URLSearchParams({ until: seconds, signature: signatureOf(id, seconds) }).toString()}`;
    },
    check: (id, until, signature, now) => {
      if (!isUuid(id) || !sameSecret(signatureOf(id, until), signature)) return 'foreign';
      return Number(until) * 1_000 > now.getTime() ? 'good' : 'expired';
    },
  };
}
