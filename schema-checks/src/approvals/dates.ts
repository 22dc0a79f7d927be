const day = 86_400_000;

/** The ISO date that many days later. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** The ISO date after which a deprecated element goes, of a reason such as `Use title. Removed after 2027-01-31.` */
export function removalDate(reason: string): string | undefined {
  const dates = [...reason.matchAll(/(\bafter )?\b(\d{4}-\d{2}-\d{2})\b/gi)].filter(([, , date = '']) => isDate(date));
  return (dates.find(([, after]) => after !== undefined) ?? dates.at(-1))?.[2];
}

/** Date.parse takes 2027-02-30 for March 2nd. */
const isDate = (text: string): boolean => {
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
};
