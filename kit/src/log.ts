import { type Logger, pino } from 'pino';
import { ConfigError } from './config.ts';
import { escapedText } from './escaped.ts';
import { shownError } from './shown-error.ts';

export type { Logger };

/** What LOG_LEVEL may be. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** How a refusal of another one says it. */
export const logLevelForm = `one of ${logLevels.join(', ')}`;

/** JSON leaves some of the marks as they are that a terminal obeys; a line without any is not touched. */
const marks = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const shown = (line: string): string => (marks.test(line) ? escapedText(line) : line);

/** JSON lines on stdout; LOG_LEVEL sets the level (default info). Tokens, passwords and e-mails never go in. */
export function createLog(name: string, level: string = process.env['LOG_LEVEL']?.trim() || 'info'): Logger {
  if (!logLevels.some((known) => known === level)) throw new ConfigError(`LOG_LEVEL: ${logLevelForm}`);
  const redact = ['password', 'token', '*.password', '*.token', 'headers.authorization'];
  return pino({ name, level, base: { room: name }, redact, serializers: { err: shownError }, hooks: { streamWrite: shown } });
}

export const silentLog = (): Logger => pino({ level: 'silent' });
