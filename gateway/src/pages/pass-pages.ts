import { fromClient } from '@cartograph/kit/caller';
import type { Logger } from '@cartograph/kit/log';
import { callerOfPage, type Pages, setCallerOfPage } from '@cartograph/kit/pages';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Buckets } from '#buckets/buckets';
import type { ClientOf } from '#http/client-address';
import { refusePage, refuseUnknownPage } from '#http/refuse';
import { Refused } from '#http/refused';
import type { Identify } from '#identity';
import { isUnder, wrongAddress } from '#pages/address';
import type { AskPage } from '#pages/ask-page';
import { countBodies } from '#pages/bodies';
import type { PageBounds } from '#pages/bounds';
import { isOurs, leaveAskedHeaders, maySay, mergedVary } from '#pages/headers';

/** The pages of one room: in this process, or asked for over HTTP. */
export interface RoomPages {
  paths: readonly string[];
  from: { pages: Pages } | { ask: AskPage };
}

export interface PageDoor {
  clientOf: ClientOf;
  buckets: Buckets;
  identify: Identify;
  bounds: PageBounds;
  log: Logger;
}

const reads = ['GET', 'HEAD'];
const writes = ['POST', 'PUT'];

/** What is below the paths of rooms: the same door for all of them, and the same answers, wherever a room is. */
export function passPages(app: FastifyInstance, rooms: readonly RoomPages[], door: PageDoor): void {
  const bodies = countBodies(door.bounds);
  for (const { paths, from } of rooms)
    app.register((scope, _options, done) => {
      guard(scope, paths, door, bodies.begin);
      if ('pages' in from) {
        scope.addHook('onSend', keepSaid);
        scope.register(from.pages);
      }
      scope.register(below(paths, from));
      done();
    });
}

/** Who asks, and whether they may just now, before anything of the body is read. */
function guard(
  scope: FastifyInstance,
  paths: readonly string[],
  { clientOf, buckets, identify, bounds, log }: PageDoor,
  begin: Begin,
): void {
  scope.setErrorHandler(refusePage(log));
  scope.addHook('onRequest', async (request, reply) => {
    const url = request.raw.url ?? '';
    const wrong = wrongAddress(url, bounds.addressBytes) ?? (isUnder(url, paths) ? undefined : 'The address is not written as it is read.');
    if (wrong !== undefined) throw new Refused(400, wrong);
    const client = clientOf(request);
    buckets.request(client);
    if (Number(request.headers['content-length'] ?? 0) > bounds.bodyBytes)
      throw new Refused(413, `The body is too large: at most ${bounds.bodyBytes} bytes are read.`);
    const caller = fromClient(await identify(request.headers.authorization), client.name);
    if (writes.includes(request.method)) {
      await buckets.take(client, caller, { mutation: 1, password: 0, placing: 0 });
      reply.raw.once('close', begin(client.name));
    }
    const late = setTimeout(() => request.raw.socket.destroy(), bounds.wholeMs).unref();
    reply.raw.once('close', () => clearTimeout(late));
    setCallerOfPage(request, caller);
    leaveAskedHeaders(request.headers);
  });
}

type Begin = (client: string) => () => void;

/** All that a room's own pages leave: over HTTP that is everything. */
const below =
  (paths: readonly string[], from: RoomPages['from']): Pages =>
  (scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // Whatever it is, it is the room's to read.
    scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null, null));
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      'ask' in from ? from.ask(request, reply, callerOfPage(request)) : refuseUnknownPage(request, reply);
    for (const url of paths.flatMap((path) => [path, `${path}/*`]))
      for (const method of [...reads, ...writes])
        if (!scope.hasRoute({ url, method })) scope.route({ url, method, handler, exposeHeadRoute: false });
    done();
  };

/** Of a room in this process: what would not pass from one that is not. */
async function keepSaid(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  for (const name of Object.keys(reply.getHeaders())) if (!maySay(name) && !isOurs(name)) reply.removeHeader(name);
  const { vary } = reply.getHeaders();
  const merged = mergedVary(typeof vary === 'string' ? vary : undefined, request.headers.origin === undefined ? undefined : 'Origin');
  if (merged !== undefined) reply.header('vary', merged);
}
