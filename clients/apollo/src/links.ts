import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { RetryLink } from '@apollo/client/link/retry';
import { defer, from, mergeMap, of, share } from 'rxjs';
import { isRepeatable, mayPass } from './repeatable.ts';

export interface SessionKeeper {
  /** Of whoever is signed in; undefined for a guest. */
  accessToken(): string | undefined;
  /** Gets a new access token with the refresh token; false when the session is over. */
  refresh(): Promise<boolean>;
}

/** Sends again what is the same when it is sent twice: 5 times at most, after 0.3 s, 0.6 s and so on, by chance up to twice as long. */
export const createRetryLink = (initialMs = 300): ApolloLink =>
  new RetryLink({
    delay: { initial: initialMs, max: 5_000, jitter: true },
    attempts: { max: 5, retryIf: (error, operation) => isRepeatable(operation) && mayPass(error) },
  });

export const createAuthLink = (session: SessionKeeper): ApolloLink =>
  new SetContextLink((context) => {
    const headers = context['headers'] as Readonly<Record<string, string>> | undefined;
    const token = session.accessToken();
    return token === undefined ? {} : { headers: { ...headers, authorization: `Bearer ${token}` } };
  });

const codesOf = (error: unknown): unknown[] =>
  CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions?.['code']) : [];

/** A token that is over is replaced once, by one request however many wait for it, and the operation sent again, when nothing of it was done. */
export function createSessionLink(session: SessionKeeper): ApolloLink {
  let refreshing: Promise<boolean> | undefined;
  const refresh = (): Promise<boolean> => {
    refreshing ??= session.refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
  return new ErrorLink(({ error, result, operation, forward }) => {
    const asked = operation.getContext()['sessionRefreshed'] === true;
    if (asked || !codesOf(error).includes('UNAUTHENTICATED') || session.accessToken() === undefined) return undefined;
    // A part of it was answered: a mutation is not done a second time.
    if (Object.values(result?.data ?? {}).some((value) => value !== null)) return undefined;
    operation.setContext({ sessionRefreshed: true });
    return defer(() => from(refresh())).pipe(
      mergeMap((renewed) => (renewed || !result ? forward(operation) : of(result))),
      share(),
    );
  });
}

export const linksOf = (transport: ApolloLink, session: SessionKeeper | undefined, retryMs?: number): ApolloLink =>
  ApolloLink.from([createRetryLink(retryMs), ...(session ? [createSessionLink(session), createAuthLink(session)] : []), transport]);
