import { handsOf } from '../filling/staff-hands.ts';
import { openDemoShop } from '../support/demo-shop.ts';
import { fillBigProduct, type OpenedProduct, openProduct, plainVariants } from './big-product.ts';

const usage = `npm run big-product: fills a product of 2,000 variants into a demo shop of its own, through the API, and prints how long staff wait
for it: the page that opens first, all pages one after the other, and all variants in one answer. Exit code 1 when it opens later than a
second after it was asked for, on a quiet machine.`;

const bound = 1_000;

async function measure(): Promise<number> {
  const shop = await openDemoShop();
  try {
    const token = await shop.tokenOf('staff');
    const staff = handsOf(shop.url(), token);
    const timed = async <Answer>(what: string, work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> => {
      const from = performance.now();
      const answer = await work();
      const ms = performance.now() - from;
      console.log(`${what.padEnd(64)}${ms.toFixed(0).padStart(6)} ms${JSON.stringify(answer).length.toString().padStart(10)} bytes`);
      return { answer, ms };
    };
    const { answer: id } = await timed('filled, with prices and stock in two places', () => fillBigProduct(staff, 'default-usd'));
    const open = (after: string | null) => staff.read<OpenedProduct>(openProduct, { id, first: 100, after });
    const { ms } = await timed('opened for the first time, with 100 of its variants', () => open(null));
    await timed('opened again', () => open(null));
    await timed('all 2,000, 100 a page', async () => {
      const pages: OpenedProduct[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page = await open(after);
        pages.push(page);
        const { pageInfo }: OpenedProduct['product']['productVariants'] = page.product.productVariants;
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      return pages;
    });
    for (const [what, fields] of Object.entries(plainVariants))
      await timed(`all 2,000 in one answer: ${what}`, () =>
        staff.read(`query All($id: ID!) { product(id: $id) { variants { ${fields} } } }`, { id }),
      );
    return ms;
  } finally {
    await shop.close();
  }
}

if (process.argv.includes('--help') || process.argv.includes('-h')) console.log(usage);
else process.exitCode = (await measure()) <= bound ? 0 : 1;
