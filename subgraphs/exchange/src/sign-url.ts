import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address is good for. */
export type Use = 'upload' | 'file' | 'report';

export interface SignedUrls {
  /** Where the file of a job is sent to or fetched, until then. */
  of(jobId: string, use: Use, until: Date): string;
  /** Does such an address carry our signature, and is it still good? */
  check(
    jobId: string,
    query: { use?: string | undefined; until?: string | undefined; signature?: string | undefined },
    now: Date,
  ): 'good' | 'foreign' | 'expired';
}

/** Who holds such an address may use it: it is in no log of ours, and good for a day. */
export function signedUrls(secret: string, publicUrl: string): SignedUrls {
  const signatureOf = (jobId: string, use: string, until: string): Buffer =>
    createHmac('sha256', secret).update(`exchange\n${jobId}\n${use}\n${until}`).digest();
  return {
    of: (jobId, use, until) => {
      const seconds = String(Math.floor(until.getTime() / 1_000));
      const query = new URLSearchParams({ use, until: seconds, signature: signatureOf(jobId, use, seconds).toString('base64url') });
      return `${publicUrl}/files/${jobId}?${query.toString()}`;
    },
    check: (jobId, { use = '', until = '', signature = '' }, now) => {
      const expected = signatureOf(jobId, use, until);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'foreign';
      return Number(until) * 1_000 > now.getTime() ? 'good' : 'expired';
    },
  };
}
