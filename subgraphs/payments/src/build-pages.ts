import type { Pages } from '@cartograph/kit/pages';
import { answerChallenge, findOpenChallenge } from '#answer-challenge';
import type { Deps } from '#deps';
import { challengePage, messagePage } from '#rules/challenge-page';
import { backToShop } from '#rules/return-url';

const path = '/payments/challenge/:challenge';
const unknown = 'There is no such payment to confirm.';
const answered = 'This payment was answered already, or its time is over. You can go back to the shop.';

/** A form may send the buyer on to the shop only, where browsers look at redirects as well. */
const policy = (back: string | null): string =>
  `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${back === null ? '' : ` ${new URL(back).origin}`}; frame-ancestors 'none'; base-uri 'none'`;

/**
 * The challenge that a bank would show. No cookie is involved: the id in the path is 32 random bytes, known to the buyer alone, so
 * another site cannot forge the form; it is answered once.
 */
export const buildPages =
  (deps: Deps): Pages =>
  (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1_024 }, (_request, body, parsed) =>
      parsed(null, new URLSearchParams(String(body))),
    );
    app.addHook('onSend', async (_request, reply) => {
      void reply.headers({
        'content-security-policy': reply.getHeader('content-security-policy') ?? policy(null),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
      });
    });
    app.get<{ Params: { challenge: string } }>(path, async ({ params }, reply) => {
      const challenge = await findOpenChallenge(deps, params.challenge);
      void reply.type('text/html; charset=utf-8');
      switch (challenge.kind) {
        case 'open':
          void reply.header('content-security-policy', policy(backToShop(challenge.payment)));
          return challengePage(challenge.payment);
        case 'answered':
          return reply.code(410).send(messagePage('Nothing to confirm', answered, backToShop(challenge.payment)));
        case 'unknown':
          return reply.code(404).send(messagePage('Not found', unknown));
      }
    });
    app.post<{ Params: { challenge: string }; Body: URLSearchParams | undefined }>(path, async ({ params, body }, reply) => {
      void reply.type('text/html; charset=utf-8');
      const answer = body?.get('answer');
      if (answer !== 'accept' && answer !== 'refuse')
        return reply.code(400).send(messagePage('Try again', 'Choose one of the two buttons.'));
      const outcome = await answerChallenge(deps, params.challenge, answer === 'accept');
      const back = outcome.kind === 'unknown' ? null : backToShop(outcome.payment);
      if (back !== null && outcome.kind !== 'answered') return reply.redirect(back, 303);
      switch (outcome.kind) {
        case 'accepted':
          return messagePage('Payment confirmed', 'Thank you. You can go back to the shop.');
        case 'refused':
          return messagePage('Payment refused', 'Nothing was charged. You can go back to the shop.');
        case 'answered':
          return reply.code(410).send(messagePage('Nothing to confirm', answered, back));
        case 'unknown':
          return reply.code(404).send(messagePage('Not found', unknown));
      }
    });
    done();
  };
