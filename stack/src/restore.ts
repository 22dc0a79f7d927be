import { refuseStart } from '@cartograph/kit/process';
import { readFolderOption } from './backup/options.ts';
import { restore } from './backup/restore.ts';
import { restoreGiven } from './backup/restore-given.ts';
import { readStackConfig } from './config.ts';
import { printedProgress } from './progress.ts';

const does =
  'makes the shop of a backup in DATA_DIR, which must be empty or missing, and on the server of DATABASE_URL, which must be, too; then npm start, or npm run doctor.';

try {
  const option = readFolderOption({ name: 'npm run restore', does }, process.argv.slice(2));
  if ('help' in option) console.log(option.help);
  else {
    const { dataDir, databaseUrl } = readStackConfig();
    await printedProgress().step(
      'restore',
      () =>
        databaseUrl === undefined
          ? restore(option.folder, dataDir)
          : restoreGiven(option.folder, { dataDir, databaseUrl, said: console.log }),
      ({ madeAt, nextNumber }) => `the shop as it was at ${madeAt}, in ${dataDir}; order numbers go on after C-${nextNumber}`,
    );
  }
} catch (error) {
  refuseStart(error);
}
