export interface Reply<Data> {
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

export interface AskOptions {
  /** Access token of a customer; without one the caller is a guest. */
  token?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** One GraphQL operation over HTTP, as an outside client sends it. Throws when no answer comes. */
export async function ask<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown>,
  { token, signal = AbortSignal.timeout(45_000) }: AskOptions = {},
): Promise<Reply<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  return (await response.json()) as Reply<Data>;
}

/** The data of an operation that must succeed. */
export async function askFor<Data>(...asked: Parameters<typeof ask>): Promise<Data> {
  const { data, errors } = await ask<Data>(...asked);
  if (errors || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data;
}

/** Signs in and gives the access token. */
export async function signIn(url: string, email: string, password = 'cartograph-demo'): Promise<string> {
  const { signIn: session } = await askFor<{ signIn: { accessToken?: string } }>(
    url,
    'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { accessToken } } }',
    { input: { email, password } },
  );
  if (session.accessToken === undefined) throw new Error(`${email} cannot sign in: ${JSON.stringify(session)}`);
  return session.accessToken;
}
