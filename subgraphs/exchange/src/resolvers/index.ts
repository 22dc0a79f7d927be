import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Job } from '#resolvers/Job';
import { cancelJob } from '#resolvers/Mutation/cancelJob';
import { startExport } from '#resolvers/Mutation/startExport';
import { startImport } from '#resolvers/Mutation/startImport';
import { job } from '#resolvers/Query/job';
import { jobs } from '#resolvers/Query/jobs';

export const resolvers: Resolvers = {
  DateTime,
  Job,
  Mutation: { cancelJob, startExport, startImport },
  Query: { job, jobs },
};
