interface TooManyAttempts {
  __typename: 'TooManyAttempts';
  code: string;
  message: string;
  retryAfterMs: number;
}

const refusal = (message: string, retryAfterMs: number): TooManyAttempts => ({
  __typename: 'TooManyAttempts',
  code: 'TOO_MANY_ATTEMPTS',
  message,
  retryAfterMs,
});

/** Whose, of the address or the client, is not told. */
export const tooManyAttempts = (retryAfterMs: number): TooManyAttempts =>
  refusal(`Too many failed attempts: try again in ${Math.ceil(retryAfterMs / 60_000)} min.`, retryAfterMs);

export const tooManyPasswords = (retryAfterMs: number): TooManyAttempts =>
  refusal('Too many passwords at once: try again in a moment, with at most two in a request.', retryAfterMs);
