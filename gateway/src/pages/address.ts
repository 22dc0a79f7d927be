/** Letters of addresses that mean themselves: rooms need no other in their paths, and nothing has to be decoded to know where one leads. */
const plain = /^(\/[\w.~!$&'()*+,;=:@-]+)+\/?$/;

/** Up, or nowhere: what some server on the way would resolve, and another would not. */
const dots = /(^|\/)\.{1,2}(\/|$)/;

/** Printable and no space: what a request line may have. */
const printable = /^[\x21-\x7e]*$/;

/** What is wrong with the address of a page, as it stands in the request; undefined when nothing is. */
export function wrongAddress(url: string, maxBytes: number): string | undefined {
  if (url.length > maxBytes) return `The address is too long: at most ${maxBytes} bytes are read.`;
  const [path = '', ...asked] = url.split('?');
  if (!plain.test(path) || dots.test(path))
    return 'The address has a path that leads elsewhere: no dots, double slashes or encoded letters.';
  if (!printable.test(asked.join('?'))) return 'The address has letters that must be encoded.';
  return undefined;
}

/** Whether it stands under one of these paths. */
export const isUnder = (url: string, paths: readonly string[]): boolean => {
  const path = url.split('?')[0] ?? '';
  return paths.some((each) => path === each || path.startsWith(`${each}/`));
};
