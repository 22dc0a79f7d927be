import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openExchange, Warehouse } from '#testing/shop';

const file = (rows: number, first = 0): string =>
  [
    'sku,title,onHand',
    ...Array.from({ length: rows }, (_, index) => `SKU-${String(first + index).padStart(6, '0')},"Mug, no. ${index}",${index % 90}`),
    '',
  ].join('\r\n');

test('a file of a thousand rows is written, and the same file again changes nothing', async () => {
  const exchange = await openExchange();
  expect(await exchange.run(file(1_200))).toMatchObject({ status: 'SUCCEEDED', rowsDone: 1_200, rowsChanged: 1_200, rowsRefused: 0 });
  expect(exchange.warehouse.kept.get('SKU-000007')).toEqual({ title: 'Mug, no. 7', onHand: 7 });
  expect(await exchange.run(file(1_200))).toMatchObject({ status: 'SUCCEEDED', rowsDone: 1_200, rowsChanged: 0 });
  expect(await exchange.violations()).toEqual([]);
});

test('an older file again takes back what was changed since, and says how many rows that were', async () => {
  const exchange = await openExchange();
  await exchange.run('sku,onHand\nA,1\nB,2\n');
  await exchange.run('sku,onHand\nA,5\n');
  expect(await exchange.run('sku,onHand\nA,1\nB,2\n')).toMatchObject({ rowsChanged: 1, rowsDone: 2 });
  expect(exchange.warehouse.kept.get('A')).toMatchObject({ onHand: 1 });
});

test('a dry run says what would happen, and nothing happens', async () => {
  const exchange = await openExchange();
  const job = await exchange.run('sku,onHand\nA,1\nNO-B,2\nC,x\n', 'CSV', true);
  expect(job).toMatchObject({ status: 'SUCCEEDED_WITH_REFUSALS', rowsDone: 3, rowsChanged: 1, rowsRefused: 2 });
  expect(exchange.warehouse.kept.size).toBe(0);
});

test('each row that is wrong is told with its number, key and column, and all others are written', async () => {
  const exchange = await openExchange();
  const job = await exchange.run(
    '\uFEFFsku;onHand;title\r\nA;1;a\r\nNO-B;2;b\r\nC;many;c\r\n;4;d\r\nA;5;a\r\nE;6\r\nF;7;f;g\r\n\r\nG;8;"g\r\ng"\r\nH;9;\0\r\n',
  );
  expect(await exchange.refusals(job.id)).toEqual([
    '3 NO-B sku: There is no NO-B.',
    '4 C onHand: onHand must be a whole number such as 12.',
    '5 sku: sku must not be empty.',
    '6 A : Row 2 has this key too, and the first one counts.',
    '7 : The row has 2 values, and the first line names 3 columns: it may be half a row, or a value holds a line break without quotes.',
    '8 : The row has 4 values, and the first line names 3 columns.',
    '11 H title: title holds a NUL or half a character, which is no text.',
  ]);
  expect(job).toMatchObject({ status: 'SUCCEEDED_WITH_REFUSALS', rowsDone: 9, rowsChanged: 2, rowsRefused: 7 });
  expect([...exchange.warehouse.kept]).toEqual([
    ['A', { title: 'a', onHand: 1 }],
    ['G', { title: 'g\r\ng', onHand: 8 }],
  ]);
  expect(await exchange.violations()).toEqual([]);
});

test.each([
  [
    'an unknown, a missing and a doubled column',
    'sku,colour,sku\nA,red,A\n',
    'it has "colour", which is no column of such files; it has "sku" more than once; it lacks "onHand". Allowed are sku, title, onHand.',
  ],
  ['UTF-16', Buffer.from('\uFEFFsku,onHand\nA,1\n', 'utf16le'), 'UTF-16'],
  ['nothing at all', '', 'empty'],
  ['a header in Latin-1', Buffer.from('sku,onHand,größe\n', 'latin1'), 'not UTF-8'],
  ['a value of ten megabytes', `sku,onHand\nA,1\n"${'x'.repeat(10_000_000)}`, 'Row 3: The row is longer than 1000000 bytes'],
  ['an end within quotes', 'sku,onHand\nA,1\nB,"2', 'Row 3: The file ends within quotes'],
  ['a quote in the middle', 'sku,onHand\nA,1\nB,2"x\nC,3\n', 'Row 3: A quote stands where none may'],
])('a file with %s is refused with what to do, and what stood before it is written', async (_what, bytes, sentence) => {
  const exchange = await openExchange();
  const job = await exchange.run(bytes);
  expect(job.status).toBe('FAILED');
  expect(job.failure).toContain(sentence);
  expect(exchange.warehouse.kept.has('A')).toBe(
    bytes.includes('\nA,1\n') && !bytes.includes('colour') && typeof bytes === 'string' && job.rowsDone > 1,
  );
  expect(await exchange.violations()).toEqual([]);
});

test('a value in another encoding is refused with its row and column', async () => {
  const exchange = await openExchange();
  const job = await exchange.run(Buffer.from('sku,title,onHand\nA,Gr\xfcn,1\nB,Rot,2\n', 'latin1'));
  expect(await exchange.refusals(job.id)).toEqual(['2 A title: title is not UTF-8: save the file with that encoding.']);
  expect(job).toMatchObject({ rowsDone: 2, rowsChanged: 1 });
});

test('a file of JSON lines says as much', async () => {
  const exchange = await openExchange();
  const lines = [
    '{"sku":"A","onHand":1}',
    '{"sku":"B","onHand":"2","title":"b"}',
    '',
    'no JSON',
    '[1]',
    '{"sku":"C","onHand":3,"colour":"red"}',
    '{"sku":"D","onHand":4',
  ];
  const job = await exchange.run(lines.join('\n'), 'JSONL');
  expect(await exchange.refusals(job.id)).toEqual([
    '4 : The line is no JSON: it may be half a line.',
    '5 : The line must be a JSON object.',
    '6 C colour: There is no such column. Allowed are sku, title, onHand.',
    '7 : The line is no JSON: it may be half a line.',
  ]);
  expect(job).toMatchObject({ status: 'SUCCEEDED_WITH_REFUSALS', rowsDone: 6, rowsChanged: 2 });
});

test('rows are written while the file arrives, and half a row waits for its other half', async () => {
  const exchange = await openExchange();
  const { id } = await exchange.open();
  await exchange.send(id, 'sku,onHand\nA,1\nBREADBOARD,', 0, false);
  expect(await exchange.drive(id)).toMatchObject({ status: 'RUNNING', rowsDone: 1, position: 15 });
  await exchange.send(id, '22\nC,3', 26);
  expect(await exchange.drive(id)).toMatchObject({ status: 'SUCCEEDED', rowsDone: 3 });
  expect(exchange.warehouse.kept.get('BREADBOARD')).toMatchObject({ onHand: 22 });
});

test('an import whose process dies in the middle comes to the same end as one that does not', async () => {
  const [whole, killed] = [await openExchange(), await openExchange()];
  const bytes = `${file(3_000)}NO-X,x,1\r\nSKU-000001,again,2\r\n`;
  const expected = await whole.run(bytes);
  const { id } = await killed.open();
  await killed.send(id, bytes);
  for (const dies of [2, 3, 5]) {
    killed.warehouse.beforeBatch = async () => {
      // Its batch is written, and nobody is there to hear of it.
      if (killed.warehouse.batches === dies) throw new Error('killed');
    };
    await killed.drive(id);
  }
  killed.warehouse.beforeBatch = () => Promise.resolve();
  const job = await killed.drive(id);
  expect(killed.warehouse.inOrder()).toEqual(whole.warehouse.inOrder());
  expect(await killed.refusals(id)).toHaveLength(2);
  // A batch that was written and not heard of is unchanged when it is written again.
  const { status, rowsDone, rowsRefused, position, lastRow } = expected;
  expect(job).toMatchObject({ status, rowsDone, rowsRefused, position, lastRow });
  expect(job.rowsChanged).toBeLessThanOrEqual(expected.rowsChanged);
  expect(await killed.violations()).toEqual([]);
});

test('an import that is cancelled writes no further batch, and keeps what is written', async () => {
  const exchange = await openExchange();
  const { id } = await exchange.open();
  await exchange.send(id, file(5_000));
  exchange.warehouse.beforeBatch = async () => {
    if (exchange.warehouse.batches === 3) await exchange.db.query({ text: "update jobs set status = 'CANCELLED', finished_at = now()" });
  };
  const job = await exchange.drive(id);
  expect(job.status).toBe('CANCELLED');
  expect(job.rowsDone).toBeLessThan(2_500);
  expect(exchange.warehouse.batches).toBeLessThan(6);
});

test('two who drive one import at once count each row once', async () => {
  const warehouse = new Warehouse();
  const exchange = await openExchange(warehouse);
  const { id } = await exchange.open();
  await exchange.send(id, file(2_000));
  warehouse.beforeBatch = () => sleep(5);
  const other = exchange.drive(id);
  await sleep(10);
  await Promise.all([other, exchange.drive(id)]);
  await expect.poll(async () => (await exchange.findJob(id))?.status).toBe('SUCCEEDED');
  expect(await exchange.findJob(id)).toMatchObject({ rowsDone: 2_000 });
  expect(warehouse.kept.size).toBe(2_000);
});

test.each([true, false])('what a file says of one thing is written in its order (asked for: %s)', async (asked) => {
  const exchange = await openExchange(new Warehouse(asked));
  const underWay: Set<string>[] = [];
  let [begun, together] = [0, 0];
  exchange.warehouse.beforeBatch = async (rows) => {
    const titles = new Set(rows.map(({ values }) => JSON.stringify(values['title'])));
    if (underWay.some((other) => [...titles].some((title) => other.has(title)))) together += 1;
    underWay.push(titles);
    begun += 1;
    const [mine, isLast] = [begun, rows.some(({ key }) => key === 'SKU-1600')];
    // Each waits for the next one to begin, which it does at once where nothing keeps it.
    for (const limit = Date.now() + (asked ? 100 : 10_000); begun === mine && !isLast && Date.now() < limit; ) await sleep(2);
    underWay.splice(underWay.indexOf(titles), 1);
  };
  // A thing of three rows, one of a thousand, and one whose rows stand far from each other.
  const threes = Array.from({ length: 600 }, (_, index) => `t${Math.floor(index / 3)}`);
  const titles = [...threes, ...Array.from({ length: 1_000 }, () => 'big'), 't0'];
  const lines = titles.map((title, index) => `SKU-${index},${title},1`);
  expect(await exchange.run(['sku,title,onHand', ...lines, ''].join('\n'))).toMatchObject({ rowsDone: 1_601, rowsChanged: 1_601 });
  expect(together > 0).toBe(!asked);
});
