/**
 * A line for a terminal, whoever wrote it: controls, line breaks and marks of direction are shown as \u001b, and do nothing. Within the
 * strings of JSON it means the same as before.
 */
export const escaped = (line: string): string =>
  line.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Text whose line breaks are ours. */
export const escapedText = (text: string): string => text.split('\n').map(escaped).join('\n');

/** JSON of several lines; JSON itself escapes only some of these characters. */
export const escapedJson = (value: unknown, replacer?: (key: string, value: unknown) => unknown): string =>
  escapedText(JSON.stringify(value, replacer, 2));
