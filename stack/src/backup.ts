import { refuseStart } from '@cartograph/kit/process';
import { backUp } from './backup/back-up.ts';
import { backUpGiven, findGivenShop } from './backup/back-up-given.ts';
import { readFolderOption } from './backup/options.ts';
import { readStackConfig } from './config.ts';
import { printedProgress } from './progress.ts';

const does =
  'writes every database of DATA_DIR or DATABASE_URL as they are at one moment, the pictures and the secrets, to a new folder; beside a running shop, too.';

try {
  const option = readFolderOption({ name: 'npm run backup', does }, process.argv.slice(2));
  if ('help' in option) console.log(option.help);
  else {
    const { dataDir, databaseUrl } = readStackConfig();
    const given = findGivenShop(dataDir, databaseUrl);
    const how = { target: option.folder, said: console.log };
    await printedProgress().step(
      'backup',
      () => (given ? backUpGiven(given, { dataDir, ...how }) : backUp({ dataDir, ...how })),
      ({ files, bytes }) => `${files} files, ${(bytes / 1024 / 1024).toFixed(0)} MB, in ${option.folder}; it holds secrets`,
    );
  }
} catch (error) {
  refuseStart(error);
}
