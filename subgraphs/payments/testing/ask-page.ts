import { guest, signCaller } from '@cartograph/kit/caller';
import { signedText } from '@cartograph/kit/pages';

export const callerSecret = 'a secret of sixteen';

/** What a room is asked for its pages with. */
interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
}

/** A page of the room, asked for as the gateway passes it on: signed, and no redirect followed. */
export const askPage = (url: string, { method = 'GET', headers = {}, ...rest }: Asked = {}): Promise<Response> => {
  const signed = signCaller(callerSecret, 'payments', guest, signedText(method, new URL(url).pathname));
  return fetch(url, { ...rest, method, headers: { ...headers, ...signed }, redirect: 'manual' });
};
