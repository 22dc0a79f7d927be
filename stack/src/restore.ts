import { ConfigError } from '@cartograph/kit/config';
import { refuseStart } from '@cartograph/kit/process';
import { readFolderOption } from './backup/options.ts';
import { restore } from './backup/restore.ts';
import { readStackConfig } from './config.ts';
import { printedProgress } from './progress.ts';

const does = 'makes the shop of a backup in DATA_DIR, which must be empty or missing; then npm start, or npm run doctor.';

try {
  const option = readFolderOption({ name: 'npm run restore', does }, process.argv.slice(2));
  if ('help' in option) console.log(option.help);
  else {
    const { dataDir, databaseUrl } = readStackConfig();
    if (databaseUrl !== undefined)
      throw new ConfigError('DATABASE_URL: a server of your own has its own restore; docs/operations.md says what belongs to it.');
    await printedProgress().step(
      'restore',
      () => restore(option.folder, dataDir),
      ({ madeAt, nextNumber }) => `the shop as it was at ${madeAt}, in ${dataDir}; order numbers go on after C-${nextNumber}`,
    );
  }
} catch (error) {
  refuseStart(error);
}
