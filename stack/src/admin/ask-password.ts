import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ConfigError } from '@cartograph/kit/config';

export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
}

/** Asks a person for a password, twice, without showing it. Throws ConfigError, with a sentence, where there is nobody to ask. */
export async function askPassword({ input, output }: Terminal): Promise<string> {
  if (input.isTTY !== true)
    throw new ConfigError('ADMIN_PASSWORD: set it, or take --link: there is no terminal here to ask for a password on.');
  // Nothing of what is typed is written anywhere; readline still sees to backspace and Ctrl-C.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const given = Promise.withResolvers<never>();
  asking.once('SIGINT', () => given.reject(new ConfigError('stopped; nothing was done.')));
  asking.once('close', () => given.reject(new ConfigError('stopped; nothing was done.')));
  given.promise.catch(() => undefined);
  const ask = async (question: string): Promise<string> => {
    output.write(question);
    const answer = await Promise.race([asking.question(''), given.promise]);
    output.write('\n');
    return answer;
  };
  try {
    const password = await ask('Password: ');
    if ((await ask('Once more: ')) !== password) throw new ConfigError('The two passwords differ; nothing was done.');
    return password;
  } finally {
    asking.close();
  }
}
