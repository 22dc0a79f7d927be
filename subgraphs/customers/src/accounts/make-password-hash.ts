import { type Argon2Parameters, argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { formatPhc } from '#accounts/rules/phc';

const derive: (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer> = promisify(argon2);

/** OWASP's choice for argon2id: 19 MiB, 2 passes, 1 lane (28 ms on this machine class). */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** The same password typed on another keyboard is the same password: Unicode offers several spellings of a letter. */
export const passwordBytes = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

/** Gives a PHC string for `customers.password_hash`. Call it in a turn: a hash takes 19 MiB. */
export async function makePasswordHash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await deriveKey(password, { ...cost, salt }, 32);
  return formatPhc({ ...cost, salt, hash });
}

export const deriveKey = (
  password: string,
  { memory, passes, parallelism, salt }: { memory: number; passes: number; parallelism: number; salt: Buffer },
  length: number,
): Promise<Buffer> => derive('argon2id', { message: passwordBytes(password), nonce: salt, memory, passes, parallelism, tagLength: length });
