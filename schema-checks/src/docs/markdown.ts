/** What a reader of a generated page, and the next run, know it by. */
export const mark = '<!-- Written by the schema checks (docs). Do not edit: change what it comes from and run them again. -->';

/** A page as text. Its first line is the mark. */
export const page = (title: string, ...blocks: readonly string[]): string =>
  `${[mark, `# ${title}`, ...blocks.map((block) => block.trim()).filter((block) => block !== '')].join('\n\n')}\n`;

export const code = (text: string): string => {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
};

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** A table; a column that is empty in every row is left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const kept = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map(cell)
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();

/** A description as a block: Markdown stays, but for headings and HTML, which would change the page around it. */
export const prose = (text: string | null | undefined): string =>
  outsideCode(text ?? '', (part) => part.replaceAll('<', '&lt;').replaceAll(/^(\s*)(#+ )/gm, '$1\\$2')).trim();

/** A description as one line. */
export const line = (text: string | null | undefined): string => prose((text ?? '').replaceAll(/\s+/g, ' '));

const outsideCode = (text: string, change: (part: string) => string): string =>
  text
    .split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');

/** Anchors as GitHub gives them to the headings of one page, in their order. */
export function anchorsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}
