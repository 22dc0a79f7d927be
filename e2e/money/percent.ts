/** 88,750 millionths as "8.875": long division, a digit at a time. */
export function percent(ppm: number): string {
  let text = String(Math.floor(ppm / 10_000));
  let rest = ppm % 10_000;
  if (rest > 0) text += '.';
  while (rest > 0) {
    rest *= 10;
    text += String(Math.floor(rest / 10_000));
    rest %= 10_000;
  }
  return text;
}
