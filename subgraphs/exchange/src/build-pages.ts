import { Readable } from 'node:stream';
import type { Pages } from '@cartograph/kit/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '#deps';
import { loadJobs } from '#job-store';
import { readParts } from '#part-store';
import { type ReceiveOutcome, receiveFile } from '#receive-file';
import { reportLines } from '#report';
import { readRange } from '#rules/content-range';
import type { Job } from '#rules/job';
import type { SignedUrls, Use } from '#sign-url';

interface Address {
  Params: { job: string };
  Querystring: { use?: string; until?: string; signature?: string };
}

/** Where files come in and go out; the address alone says who may, and for how long. */
export const buildPages =
  (deps: Deps, urls: SignedUrls): Pages =>
  (app, _options, done) => {
    // A file is read as it arrives, whatever it says that it is.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    app.addHook('onSend', async (_request, reply) => {
      // What is refused need not be read to its end.
      if (reply.statusCode >= 400) void reply.header('connection', 'close');
      void reply.headers({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    });
    app.put<Address>('/files/:job', async (request, reply) => {
      const refused = refuse(request, reply, urls, 'upload');
      return refused ?? (await receive(deps, request, reply));
    });
    app.get<Address>('/files/:job', async (request, reply) => {
      const { use } = request.query;
      if (use !== 'upload' && use !== 'file' && use !== 'report') return reply.code(403).send(foreign);
      const refused = refuse(request, reply, urls, use);
      if (refused) return refused;
      const [job] = await loadJobs(deps.db, [request.params.job]);
      if (!job) return reply.code(404).send(gone);
      return use === 'upload' ? standing(job) : send(deps, reply, job, use);
    });
    done();
  };

const foreign = { code: 'FORBIDDEN', message: 'This address is not one that the shop gave.' };
const gone = { code: 'NOT_FOUND', message: 'There is no such file, or no more.' };

/** Answers whoever has no good address for this use; undefined for whoever has. */
function refuse(request: FastifyRequest<Address>, reply: FastifyReply, urls: SignedUrls, use: Use): FastifyReply | undefined {
  const { query, params } = request;
  const found = query.use === use ? urls.check(params.job, query, new Date()) : 'foreign';
  if (found === 'foreign') return reply.code(403).send(foreign);
  return found === 'expired'
    ? reply.code(410).send({ code: 'EXPIRED', message: 'This address was good for a day, which is over.' })
    : undefined;
}

const standing = ({ status, fileBytes, fileComplete }: Job) => ({ status, received: fileBytes, complete: fileComplete });

async function receive(deps: Deps, request: FastifyRequest<Address>, reply: FastifyReply): Promise<FastifyReply> {
  const { headers, raw, params } = request;
  const range = readRange(headers['content-range']);
  if (!range)
    return reply.code(400).send({
      code: 'INVALID_INPUT',
      message: 'Content-Range must be such as bytes 0-999/5000, or bytes 0-999/* while the end is not known.',
    });
  const { position, length, total } = range;
  const whole = headers['content-range'] === undefined;
  const isLast = whole || (total !== undefined && length !== undefined && position + length === total);
  const end = length === undefined ? undefined : position + length;
  return answer(reply, await receiveFile(deps, params.job, { position, end, isLast, chunks: raw }));
}

function answer(reply: FastifyReply, outcome: ReceiveOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'received':
      return reply.code(outcome.job.fileComplete ? 200 : 202).send(standing(outcome.job));
    case 'elsewhere':
      return reply.code(409).send({
        code: 'CONFLICT',
        message: `The file goes on at byte ${outcome.job.fileBytes}: send the rest from there, with Content-Range.`,
        ...standing(outcome.job),
      });
    case 'over':
      return reply
        .code(409)
        .send({ code: 'INVALID_TRANSITION', message: 'The file is complete, or the job is over.', ...standing(outcome.job) });
    case 'too-large':
      return reply.code(413).send({ code: 'TOO_LARGE', message: 'The part or the file is larger than it says, or than 2 GB.' });
    case 'no-room':
      return reply
        .code(429)
        .send({ code: 'NO_ROOM', message: 'Too many files are kept: wait until older ones are gone, a day after their end.' });
    case 'unknown':
      return reply.code(404).send(gone);
  }
}

function send({ db }: Deps, reply: FastifyReply, job: Job, use: 'file' | 'report'): FastifyReply {
  const available =
    job.finishedAt !== null && job.filesForgottenAt === null && (use === 'report' ? job.kind === 'IMPORT' : job.kind === 'EXPORT');
  if (!available) return reply.code(404).send(gone);
  const csv = use === 'report' || job.format === 'CSV';
  const name = `${job.data.toLowerCase()}-${use === 'report' ? 'report-' : ''}${job.id}.${csv ? 'csv' : 'jsonl'}`;
  void reply
    .type(csv ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`);
  return reply.send(Readable.from(use === 'report' ? reportLines(db, job.id) : readParts(db, job.id, 0)));
}
