import { type Logger, pino } from 'pino';
import { ConfigError } from './config.ts';
import { escapedText } from './escaped.ts';
import { counter } from './metrics.ts';
import { shownError } from './shown-error.ts';

export type { Logger };

/** What LOG_LEVEL may be. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** How a refusal of another one says it. */
export const logLevelForm = `one of ${logLevels.join(', ')}`;

/** JSON leaves some of the marks as they are that a terminal obeys; a line without any is not touched. */
const marks = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const shown = (line: string): string => (marks.test(line) ? escapedText(line) : line);

const errors = counter(
  'cartograph_log_errors_total',
  'Writes of the log that failed: a full disk, a reader that is gone or does not read.',
);
const dropped = counter('cartograph_log_lines_dropped_total', 'Lines of the log that nobody will read: too many wait to be written.');

const againMs = 200;
let shared: ReturnType<typeof pino.destination> | undefined;

/**
 * Stdout, for all rooms of the process. A log that cannot be written must not end the shop, nor hold it up: up to 8 MB wait for
 * the next try, and what comes beyond is dropped and counted.
 */
function stdout(): ReturnType<typeof pino.destination> {
  if (shared) return shared;
  // Takes a pipe out of blocking mode, so that a reader that stands still costs its lines and not our time.
  process.stdout.on('error', () => undefined);
  const stream = pino.destination({ dest: 1, sync: true, maxLength: 8 * 1024 * 1024, retryEAGAIN: () => false });
  let trying: NodeJS.Timeout | undefined;
  const tryAgain = (): void => {
    trying = undefined;
    stream.write('');
  };
  stream.on('drop', () => dropped.inc());
  stream.on('error', () => {
    errors.inc();
    trying ??= setTimeout(tryAgain, againMs).unref();
  });
  shared = stream;
  return stream;
}

/** JSON lines on stdout; LOG_LEVEL sets the level (default info). Tokens, passwords and e-mails never go in. */
export function createLog(name: string, level: string = process.env['LOG_LEVEL']?.trim() || 'info'): Logger {
  if (!logLevels.some((known) => known === level)) throw new ConfigError(`LOG_LEVEL: ${logLevelForm}`);
  const redact = ['password', 'token', '*.password', '*.token', 'headers.authorization'];
  return pino({ name, level, base: { room: name }, redact, serializers: { err: shownError }, hooks: { streamWrite: shown } }, stdout());
}

export const silentLog = (): Logger => pino({ level: 'silent' });
