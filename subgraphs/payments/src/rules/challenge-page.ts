import { formatDecimal } from '@cartograph/kit/money';
import type { AskedPayment } from '#rules/payment';

const layout = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Cartograph demo</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 15vh auto 0; padding: 0 1.25rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
  dd { margin: 0; font-weight: 600; }
  form { display: flex; flex-wrap: wrap; gap: .75rem; }
  button { font: inherit; padding: .6rem 1.1rem; border: 2px solid #1d4ed8; border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
  button[value="accept"] { background: #1d4ed8; color: #fff; }
  button:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** What the buyer confirms. Every value in it is ours: an amount, a currency of the closed list, a time. */
export const challengePage = ({ amountMinor, currency, challengeExpiresAt }: AskedPayment): string =>
  layout(
    'Confirm your payment',
    `<dl>
<dt>Merchant</dt><dd>Cartograph demo</dd>
<dt>Amount</dt><dd>${formatDecimal(amountMinor, currency)} ${currency}</dd>
${challengeExpiresAt ? `<dt>Valid until</dt><dd><time datetime="${challengeExpiresAt.toISOString()}">${challengeExpiresAt.toISOString().slice(11, 16)} UTC</time></dd>\n` : ''}</dl>
<p>This stands for your bank, which asks whether the payment is yours. No real money moves.</p>
<form method="post">
<button name="answer" value="accept">Confirm the payment</button>
<button name="answer" value="refuse">Refuse it</button>
</form>`,
  );

/** `title` and `text` are fixed sentences of ours; `back` is where the shop is, where it said so. */
export const messagePage = (title: string, text: string, back: string | null = null): string =>
  layout(title, `<p role="status">${text}</p>${back === null ? '' : `\n<p><a href="${escaped(back)}">Back to the shop</a></p>`}`);

const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
