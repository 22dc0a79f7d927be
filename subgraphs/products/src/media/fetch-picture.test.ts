import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchPicture } from '#media/fetch-picture';
import { isPublicAddress } from '#media/public-address';

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '172.31.0.1',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  'fd00::1',
  'fe80::1',
  '64:ff9b::a00:1',
])('%s is an address of the inside', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['93.184.215.14', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is one of the internet', (address) =>
  expect(isPublicAddress(address)).toBe(true),
);

test('nothing is asked of a machine of the inside, be it named or in numbers; without that bound it would be', async () => {
  let asked = 0;
  const port = await serve((_request, response) => {
    asked += 1;
    response.end('picture');
  });
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1'])
    expect(await fetchPicture(`http://${host}:${port}/a.jpg`, { get })).toMatchObject({ kind: 'refused' });
  expect(asked).toBe(0);
  expect(await fetchPicture(`http://127.0.0.1:${port}/a.jpg`, { get, allows: () => true })).toEqual({
    kind: 'fetched',
    bytes: Buffer.from('picture'),
  });
});

test('nobody is sent on, nothing endless is read, and nobody waits for good', async () => {
  const open = { get, allows: () => true };
  const elsewhere = await serve((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
  expect(await fetchPicture(`http://127.0.0.1:${elsewhere}/`, open)).toEqual({ kind: 'refused', why: 'The host of the url answered 302.' });
  const endless = await serve((_request, response) => {
    const more = (): void => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  });
  expect(await fetchPicture(`http://127.0.0.1:${endless}/`, { ...open, maxBytes: 100_000 })).toMatchObject({
    kind: 'refused',
    why: 'The picture has more than 100000 bytes.',
  });
  const silent = await serve(() => undefined);
  expect(await fetchPicture(`http://127.0.0.1:${silent}/`, { ...open, wholeMs: 200 })).toMatchObject({ kind: 'refused' });
});
