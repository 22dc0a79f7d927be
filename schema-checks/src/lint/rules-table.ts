import { rules } from './rules/index.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The rules as a Markdown table, for the page on schema checks. */
export const rulesTable = (): string =>
  [
    '| rule | asks | because | severity | of |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(
      ({ name, asks, source, severity, everywhere }) =>
        `| \`${name}\` | ${cell(asks)} | ${cell(source)} | ${severity} | ${everywhere ? 'all' : 'the house'} |`,
    ),
  ].join('\n');

/** The page with its table of rules written anew; undefined when it has none under its heading `## Lint`. */
export function withRulesTable(page: string): string | undefined {
  const table = /(^## Lint$[^]*?\n)\| rule \|.*\n(?:\|.*\n)*/m;
  return table.test(page) ? page.replace(table, (_, before: string) => `${before}${rulesTable()}\n`) : undefined;
}
