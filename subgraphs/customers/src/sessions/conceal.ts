import { createHmac } from 'node:crypto';

/** Stands for something personal that only has to be the same again: 32 bytes that tell nothing without the room's secret. */
export type Conceal = (kind: 'client' | 'account' | 'pair', ...parts: readonly string[]) => Buffer;

export const createConceal =
  (secret: string): Conceal =>
  (...parts) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest();
