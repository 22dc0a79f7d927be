import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on stdout; LOG_LEVEL sets the level (default info). Tokens, passwords and e-mails never go in. */
export const createLog = (name: string, level: string = process.env['LOG_LEVEL'] ?? 'info'): Logger =>
  pino({ name, level, base: { room: name }, redact: ['password', 'token', '*.password', '*.token', 'headers.authorization'] });

export const silentLog = (): Logger => pino({ level: 'silent' });
