import { readExportOptions } from './exchange/options.ts';
import { runCommand } from './exchange/run-command.ts';
import { runExport } from './exchange/run-export.ts';

await runCommand('npm run export', readExportOptions, ({ exchange }, options) => runExport(exchange.commands, options));
