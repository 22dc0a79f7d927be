import { parseArgs } from 'node:util';
import { ConfigError } from '@cartograph/kit/config';
import { usage } from '../command-line.ts';

const kinds = {
  products: 'PRODUCTS',
  prices: 'PRICES',
  stock: 'STOCK',
  customers: 'CUSTOMERS',
  orders: 'ORDERS',
  coupons: 'COUPONS',
} as const;

export type Data = (typeof kinds)[keyof typeof kinds];
export type Format = 'CSV' | 'JSONL';

export interface ImportOptions {
  data: Data;
  file: string;
  format: Format;
  dryRun: boolean;
  /** Where all refusals are written as CSV. */
  report: string | undefined;
}

export interface ExportOptions {
  data: Data;
  format: Format;
  /** Standard output when unset. */
  output: string | undefined;
}

type Read<Options> = Options | { help: string };

/** What the command line asks for, or `help` with what to print. Throws ConfigError with one sentence. */
export function readImportOptions(args: readonly string[]): Read<ImportOptions> {
  const { values, positionals } = parsed('import', args);
  if (values.help === true) return { help: importHelp };
  const [kind, file, ...more] = positionals;
  const data = dataOf('import', kind);
  if (file === undefined || more.length > 0) throw wrong('import', 'Name one file, such as npm run import -- stock levels.csv');
  if (values.output !== undefined) throw wrong('import', '--output is of npm run export');
  return { data, file, format: formatOf('import', values.format, file), dryRun: values['dry-run'] === true, report: values.report };
}

export function readExportOptions(args: readonly string[]): Read<ExportOptions> {
  const { values, positionals } = parsed('export', args);
  if (values.help === true) return { help: exportHelp };
  const [kind, ...more] = positionals;
  const data = dataOf('export', kind);
  if (more.length > 0) throw wrong('export', `${more[0]}: one kind of data at a time; the file is named by --output`);
  if (values.report !== undefined || values['dry-run'] === true) throw wrong('export', '--report and --dry-run are of npm run import');
  return { data, format: formatOf('export', values.format, values.output ?? ''), output: values.output };
}

const wrong = (command: string, sentence: string): ConfigError =>
  new ConfigError(`${sentence}; nothing was done, npm run ${command} -- --help says what there is.`);

function dataOf(command: string, kind: string | undefined): Data {
  if (kind !== undefined && Object.hasOwn(kinds, kind)) return kinds[kind as keyof typeof kinds];
  throw wrong(command, `${kind ?? 'Say what'}: one of ${Object.keys(kinds).join(', ')}`);
}

/** As it is said, else as the file is called. */
function formatOf(command: string, given: string | undefined, file: string): Format {
  const said = given?.toLowerCase();
  if (said === 'csv' || (said === undefined && !/\.(jsonl|ndjson)$/i.test(file))) return 'CSV';
  if (said === 'jsonl' || said === undefined) return 'JSONL';
  throw wrong(command, `--format ${given}: csv or jsonl`);
}

function parsed(command: string, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        'dry-run': { type: 'boolean' },
        report: { type: 'string' },
        output: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [what = ''] = (error as Error).message.split('. ');
    throw wrong(command, what.replace(/\.$/, ''));
  }
}

const reads = ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'] as const;
const format = 'csv or jsonl (default: as the file is called, else csv)';

const importHelp = usage({
  name: 'npm run import -- <data> <file>',
  does: `brings products, prices, stock, customers or coupons in, beside a running shop or on a stopped one; docs/exchange.md has the columns.
Stopped in the middle, the same command goes on. Exit 0: all rows are done; 1: some were refused, or the file could not be read to its
end; 2: nothing could be done.`,
  options: {
    'dry-run': 'checks every row and changes nothing',
    'report <file>': 'writes all refusals there, as CSV',
    'format <format>': format,
  },
  reads,
});

const exportHelp = usage({
  name: 'npm run --silent export -- <data>',
  does: `writes products, prices, stock, customers, orders or coupons to standard output, as npm run import takes them; beside a running shop
or on a stopped one. Exit 0: all of them; 2: not.`,
  options: { 'output <file>': 'writes there instead of to standard output', 'format <format>': format },
  reads,
});
