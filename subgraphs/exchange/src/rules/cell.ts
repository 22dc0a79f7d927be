/** What a spreadsheet would take for a formula, and what this file has already set an apostrophe before. */
const formula = /^'*[=+\-@\t\r]/;
const neutralized = /^'+[=+\-@\t\r]/;

/** Text that no spreadsheet calculates: what looks like a formula gets an apostrophe, which `restored` takes away. */
export const neutral = (text: string): string => (formula.test(text) ? `'${text}` : text);

export const restored = (text: string): string => (neutralized.test(text) ? text.slice(1) : text);

/** One line of a CSV file (RFC 4180), with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => quoted(neutral(cell))).join(',')}\r\n`;

const quoted = (text: string): string => (/[",\r\n;\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text);
