import type { Check, RoomChecks } from '@cartograph/kit/room';

/** A server that has just been started for this look had nobody who could have driven it: unless it is said otherwise, it has to be up for as long. */
export const noJobStandsStill = (serverIsUp = `pg_postmaster_start_time() < now() - interval '10 minutes'`): Check => ({
  invariant: 11,
  name: 'no_job_stands_still',
  sql: `select format('job %s is %s, and nobody drives it since %s: %s', id, status, lease_until, coalesce(last_error, 'no error')) as detail
        from jobs where status in ('QUEUED', 'RUNNING') and not needs_attention
          and lease_until < now() - interval '10 minutes' and ${serverIsUp} limit 100`,
});

/** What `npm run doctor` asks of this room's database: every row is a violation. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 11,
      name: 'job_counts_match_results',
      sql: `select format('job %s counts %s refused rows; %s are told', id, rows_refused, told) as detail
            from (select id, rows_refused, (select count(distinct row) from job_refusals r where r.job_id = j.id) as told
                  from jobs j where kind = 'IMPORT' and files_forgotten_at is null) counted
            where rows_refused <> told limit 100`,
    },
    {
      invariant: 11,
      name: 'job_files_are_whole',
      sql: `select format('the file of job %s has %s bytes; %s are there, up to %s', id, file_bytes, there, until) as detail
            from (select id, file_bytes, (select coalesce(sum(length(bytes)), 0) from job_parts p where p.job_id = j.id) as there,
                         (select coalesce(max(position + length(bytes)), 0) from job_parts p where p.job_id = j.id) as until
                  from jobs j where files_forgotten_at is null and (finished_at is null or finished_at > now() - interval '24 hours')) files
            where file_bytes <> there or file_bytes <> until limit 100`,
    },
    {
      invariant: 11,
      name: 'finished_imports_read_their_file',
      sql: `select format('job %s is %s, and %s of its %s bytes are done', id, status, position, file_bytes) as detail from jobs
            where kind = 'IMPORT' and status in ('SUCCEEDED', 'SUCCEEDED_WITH_REFUSALS')
              and (not file_complete or rows_done > 0 and position < file_bytes) limit 100`,
    },
    noJobStandsStill(),
  ],
  readings: {},
};
