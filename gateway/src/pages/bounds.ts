export interface PageBounds {
  /** Of a body, which streams through; the room bounds its own forms and files below it. */
  bodyBytes: number;
  /** Of the address, with what is asked. */
  addressBytes: number;
  /** Milliseconds until a room begins to answer, once it has all of the body. */
  answerMs: number;
  /** Milliseconds in which nothing of body or answer moves. */
  idleMs: number;
  /** Milliseconds for all of it. */
  wholeMs: number;
  /** Bodies under way, of all clients and of one. */
  bodies: number;
  bodiesOfClient: number;
}

export const pageBounds: Readonly<PageBounds> = {
  bodyBytes: 64 * 1024 * 1024,
  addressBytes: 2_048,
  answerMs: 30_000,
  idleMs: 30_000,
  wholeMs: 600_000,
  bodies: 64,
  bodiesOfClient: 8,
};
