import { lookup } from 'node:dns';
import { get } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '#media/public-address';
import { maxUploadBytes } from '#media/rules/upload';

export type FetchedPicture = { kind: 'fetched'; bytes: Buffer } | { kind: 'refused'; why: string };

export interface FetchOptions {
  get: typeof get;
  /** Whether an address may be asked. */
  allows: (address: string) => boolean;
  maxBytes: number;
  wholeMs: number;
}

const usual: FetchOptions = { get, allows: isPublicAddress, maxBytes: maxUploadBytes, wholeMs: 8_000 };

/**
 * Fetches one picture. Addresses are judged where the connection is made, so that no name leads to a machine of ours, whatever it said a
 * moment before; nobody is sent on to another address.
 */
export function fetchPicture(url: string, options: Partial<FetchOptions> = {}): Promise<FetchedPicture> {
  const { get: ask, allows, maxBytes, wholeMs } = { ...usual, ...options };
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) > 0 && !allows(host)) return Promise.resolve(refused('The url leads to an address that is not asked.'));
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(wholeMs);
    const lost = (): void => resolve(refused('The picture could not be fetched from its url.'));
    const request = ask(url, { lookup: onlyAllowed(allows), signal, headers: { accept: 'image/*' }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.destroy();
        return resolve(refused(`The host of the url answered ${answer.statusCode ?? 0}.`));
      }
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > maxBytes) {
          answer.destroy();
          return resolve(refused(`The picture has more than ${maxBytes} bytes.`));
        }
        parts.push(part);
      });
      answer.once('end', () => resolve({ kind: 'fetched', bytes: Buffer.concat(parts) })).once('error', lost);
    });
    request.once('error', lost);
  });
}

const refused = (why: string): FetchedPicture => ({ kind: 'refused', why });

const onlyAllowed =
  (allows: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => allows(address))) return done(new Error('not a public address'), '');
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
