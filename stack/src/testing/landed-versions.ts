/**
 * Commits whose data folders and databases must start under this one, oldest first. When a change of what lies in a folder lands
 * (a migration, secrets.json), the commit before it is added, so that every way forward is walked.
 */
export const landedVersions = [
  '7ddffa87e6218948cb9338abfe2dbcda26ba8957',
  'ef0baf55e2070e614e1cb4c52cbc2b10a6c9facd',
  'f0f9501d80c3544e9f737c660f2a808482cab2a7',
];
