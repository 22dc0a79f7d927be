import { join } from 'node:path';
import { readConfig } from '@cartograph/kit/config';
import { dataDirOf } from '@cartograph/kit/data-dir';
import { mediaVariables } from '@cartograph/kit/media-variables';
import { z } from 'zod';
import { openFolder } from '#media/files/folder';
import type { MediaFiles } from '#media/files/media-files';
import { openS3 } from '#media/files/s3';

export interface MediaConfig {
  files: MediaFiles;
  hosts: readonly string[];
}

/** Where pictures lie: the folder `media` of the data folder, or the S3 bucket of MEDIA_STORE. */
export function readMedia(env: NodeJS.ProcessEnv, dataDir = dataDirOf(env)): MediaConfig {
  const config = readConfig(z.object(mediaVariables), env);
  const { MEDIA_STORE: store, MEDIA_HOSTS: hosts } = config;
  if (store === 'folder') return { files: openFolder(join(dataDir, 'media')), hosts };
  return {
    files: openS3({ url: store, region: config.MEDIA_REGION, keyId: config.MEDIA_KEY_ID, secret: config.MEDIA_SECRET }),
    hosts,
  };
}
