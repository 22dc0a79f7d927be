import { z } from 'zod';

const isBucket = (text: string): boolean => text === 'folder' || (/^https?:\/\/[^/]+\/[^/?#]+\/?$/.test(text) && URL.canParse(text));
const isHost = (text: string): boolean => /^[a-z0-9.-]+(:\d+)?$/i.test(text);

/** What every process that reads one of these demands of all of them. */
export const mediaVariables = {
  MEDIA_STORE: z
    .string()
    .refine(isBucket, 'folder, or the URL of a bucket such as https://s3.eu-central-1.amazonaws.com/shop-media')
    .default('folder'),
  MEDIA_REGION: z.string().default('us-east-1'),
  MEDIA_KEY_ID: z.string().default(''),
  MEDIA_SECRET: z.string().default(''),
  MEDIA_HOSTS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim().toLowerCase())
        .filter((each) => each !== ''),
    )
    .refine((hosts) => hosts.every(isHost), 'names of hosts, with commas')
    .default([]),
};
