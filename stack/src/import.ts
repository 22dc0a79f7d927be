import { readImportOptions } from './exchange/options.ts';
import { runCommand } from './exchange/run-command.ts';
import { runImport } from './exchange/run-import.ts';

await runCommand('npm run import', readImportOptions, ({ exchange }, options) => runImport(exchange.commands, options));
