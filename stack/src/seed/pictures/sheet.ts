import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shelves } from '../catalogue.ts';
import { picturesOf } from './draw-pictures.ts';

/** All products on one page, to be looked at: node stack/src/seed/pictures/sheet.ts /tmp/sheet.html */
const figures = shelves.flatMap((shelf) =>
  shelf.products.map((product) => {
    const [portrait] = picturesOf(shelf, product);
    const source = `data:image/svg+xml;base64,${Buffer.from(portrait?.svg ?? '').toString('base64')}`;
    return `<figure><img src="${source}" width="150" height="150"><figcaption>${product.title}</figcaption></figure>`;
  }),
);
const style = 'body{font:12px sans-serif;display:flex;flex-wrap:wrap;gap:10px;margin:14px;width:1430px}figure{margin:0;width:150px}';
writeFileSync(process.argv[2] ?? join(process.cwd(), 'sheet.html'), `<!doctype html><style>${style}</style>${figures.join('')}`);
