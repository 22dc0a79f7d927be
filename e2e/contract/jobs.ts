import { freshKey } from '../placing/buy.ts';
import { until } from '../support/until.ts';
import { problem } from './money-and-goods.ts';
import type { Say } from './say.ts';

const job = `id kind data format status dryRun createdAt finishedAt fileBytes bytesDone rowsTotal rowsDone rowsChanged rowsRefused failure
  reportUrl fileUrl refusals(first: 3) { row key path message }`;

interface Started {
  startExport: { job?: { id: string } };
}

/** What staff bring in and take out as files. */
export async function exchangeFiles(say: Say, staff: string): Promise<void> {
  const startExport = (input: Record<string, unknown>) =>
    say<Started>(
      `mutation StartExport($input: StartExportInput!) { startExport(input: $input) { ... on ExportStarted { job { ${job} } } ${problem}
        ... on IdempotencyConflict { code message } } }`,
      { input: { idempotencyKey: freshKey(), data: 'ORDERS', format: 'CSV', ...input } },
      staff,
    );
  const { startExport: started } = await startExport({});
  const id = started.job?.id;
  await until(
    () => say<{ job: { status: string } }>(`query Job($id: ID!) { job(id: $id) { ${job} } }`, { id }, staff),
    (found) => found.job.status === 'SUCCEEDED',
  );
  await say(
    `{ jobs(first: 5) { edges { cursor node { ${job} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`,
    {},
    staff,
  );
  const startImport = (data: string) =>
    say<{ startImport: { uploadUrl?: string; job?: { id: string } } }>(
      `mutation StartImport($input: StartImportInput!) { startImport(input: $input) { ... on ImportStarted { uploadUrl expiresAt job { ${job} } } ${problem} } }`,
      { input: { idempotencyKey: freshKey(), data, format: 'CSV', dryRun: true } },
      staff,
    );
  await startImport('ORDERS');
  for (const file of ['sku,locationCode,onHand\nMUG-CLASSIC,nowhere,5\n', 'sku,colour\n']) {
    const { uploadUrl = '', job: opened } = (await startImport('STOCK')).startImport;
    await fetch(uploadUrl, { method: 'PUT', body: file });
    await until(
      () => say<{ job: { finishedAt: string | null } }>(`query Job($id: ID!) { job(id: $id) { ${job} } }`, { id: opened?.id }, staff),
      (found) => found.job.finishedAt !== null,
    );
  }
  const waiting = (await startImport('STOCK')).startImport.job?.id;
  const cancel = `mutation Cancel($input: CancelJobInput!) { cancelJob(input: $input) { ... on JobCancelled { job { id status } }
    ... on InvalidTransition { code message allowed } ... on NotFound { code message } } }`;
  for (const one of [waiting, id, 'nothing']) await say(cancel, { input: { id: one } }, staff);
}
