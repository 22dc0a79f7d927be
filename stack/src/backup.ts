import { ConfigError } from '@cartograph/kit/config';
import { refuseStart } from '@cartograph/kit/process';
import { backUp } from './backup/back-up.ts';
import { readFolderOption } from './backup/options.ts';
import { readStackConfig } from './config.ts';
import { printedProgress } from './progress.ts';

const does = 'writes every database of DATA_DIR as they are at one moment, and the secrets, to a new folder; beside a running shop, too.';

try {
  const option = readFolderOption({ name: 'npm run backup', does }, process.argv.slice(2));
  if ('help' in option) console.log(option.help);
  else {
    const { dataDir, databaseUrl } = readStackConfig();
    if (databaseUrl !== undefined)
      throw new ConfigError('DATABASE_URL: a server of your own has its own backup; docs/operations.md says what belongs to it.');
    await printedProgress().step(
      'backup',
      () => backUp({ dataDir, target: option.folder, said: console.log }),
      ({ files, bytes }) => `${files} files, ${(bytes / 1024 / 1024).toFixed(0)} MB, in ${option.folder}; it holds secrets`,
    );
  }
} catch (error) {
  refuseStart(error);
}
