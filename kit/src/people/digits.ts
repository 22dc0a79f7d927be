/** The decimal digits of any script as 0 to 9: "１２" and "१२" are "12". */
export const withAsciiDigits = (text: string): string => text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));

/** Unicode has the ten digits of each script side by side, from its 0 on; two scripts may follow each other. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return before % 10;
}
