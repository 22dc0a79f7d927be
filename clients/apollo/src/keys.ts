/** A new idempotency key: 128 bits that nobody guesses. One an intent: keep it while the same thing is sent again, draw a new one for a new thing. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
