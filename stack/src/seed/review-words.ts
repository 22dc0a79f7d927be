interface Opinion {
  stars: number;
  title: string | null;
  text: string | null;
}

/** What people say of what they bought, whatever it is: stars | title | text. */
const register = `
5 | Just as described | Well packed, and exactly what the pictures show. I would order it again.
5 | A little better than I hoped | I had looked at three others before. This one is the one that stayed.
5 | A gift that was kept | Bought for my sister. I have since ordered one for myself.
5 | Every day since it came | Two months of daily use and it looks as on the first day.
5 | Good things are simple | Nothing to explain, nothing to put together. It does what it should.
5 | |
5 | Lovely |
4 | Very good, small scratch | One small scratch below, where nobody looks. Otherwise beautiful.
4 | Good, came a day late | The parcel took a day longer than it said. What was in it is fine.
4 | Smaller than I thought | Do read the measurements. The quality is very good.
4 | Solid | Feels heavier than it looks, in a good way.
4 | |
3 | Fine for the price | It is all right. I had expected the colour to be a little warmer.
3 | Not quite mine | Well made, but it does not suit the rest. Kept it all the same.
3 | |
2 | Not what I expected | The finish is rougher than in the pictures. It works, though.
1 | Arrived broken | It was broken when it came. Somebody answered at once, but I had been looking forward to it.
`;

/** Most people are content: as often as they stand here. */
export const opinions: readonly Opinion[] = register
  .trim()
  .split('\n')
  .map((line) => {
    const [stars = '', title = '', text = ''] = line.split('|').map((part) => part.trim());
    return { stars: Number(stars), title: title || null, text: text || null };
  });
