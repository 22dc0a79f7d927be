import { expect, test } from 'vitest';
import { wrongMedia } from '#media/rules/media-input';
import { wrongFiles } from '#media/rules/upload';

const paths = (problems: readonly { path: string[] }[]): string[] => problems.map(({ path }) => path.join('.'));
const hosts = ['img.example', 'cdn.example:8443'];

test('each wrong picture is told with its place', () => {
  const wrong = wrongMedia(
    [
      { id: 'a', url: 'https://img.example/a.jpg' },
      {},
      { id: 'a', focalX: 1.2, focalY: Number.NaN },
      { id: 'a', alt: 'x'.repeat(501) },
      {
        id: 'a',
        translations: [
          { locale: 'de', alt: 'x' },
          { locale: 'DE', alt: 'y' },
          { locale: '../x', alt: 'z\0' },
        ],
      },
    ],
    ['product', 'media'],
    hosts,
  );
  expect(paths(wrong)).toEqual([
    'product.media.0',
    'product.media.1',
    'product.media.2.focalX',
    'product.media.2.focalY',
    'product.media.3.alt',
    'product.media.4.translations.1.locale',
    'product.media.4.translations.2.locale',
    'product.media.4.translations.2.alt',
  ]);
});

test.each([
  'http://img.example/a.jpg',
  'https://other.example/a.jpg',
  'https://img.example.evil.test/a.jpg',
  'https://user:pass@img.example/a.jpg',
  'https://img.example:8443/a.jpg',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'https://img.example\\@evil.test/a.jpg'.replace('img', 'i'),
  '//img.example/a.jpg',
])('no picture is fetched from %s', (url) => expect(paths(wrongMedia([{ url }], ['media'], hosts))).toEqual(['media.0.url']));

test('a picture is fetched from a host that is named, and from none where none is', () => {
  expect(wrongMedia([{ url: 'https://img.example/a.jpg' }, { url: 'https://cdn.example:8443/b' }], ['media'], hosts)).toEqual([]);
  expect(wrongMedia([{ url: 'https://img.example/a.jpg' }], ['media'], [])[0]?.message).toContain('MEDIA_HOSTS');
});

test('files that cannot be uploaded are refused before they are sent, all of them at once', () => {
  const file = { filename: 'mug.jpg', contentType: 'image/jpeg', bytes: 1 };
  expect(wrongFiles([file, { ...file, filename: '../../etc/passwd' }])).toEqual([]);
  expect(
    paths(
      wrongFiles([
        { filename: '', contentType: 'text/html', bytes: 10 * 1024 * 1024 + 1 },
        { ...file, bytes: 0 },
      ]),
    ),
  ).toEqual(['files.0.filename', 'files.0.contentType', 'files.0.bytes', 'files.1.bytes']);
  expect(paths(wrongFiles([]))).toEqual(['files']);
  expect(paths(wrongFiles(Array.from({ length: 21 }, () => file)))).toEqual(['files']);
});
