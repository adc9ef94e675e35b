/* Days as whole numbers since 1 January 2000, as the field file counts them. */

const EPOCH = Date.UTC(2000, 0, 1);
const LENGTH = 86_400_000;

export const NEVER = -100_000;
export const ALWAYS = 100_000;

/** "2016-03-01" → day number; also "2016" and "2016-03" (their first day). NaN when it is no date. */
export function toDay(iso) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso ?? "");
  if (!found) return NaN;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const moment = new Date(Date.UTC(year, month - 1, day));
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return NaN;
  return Math.round((moment.getTime() - EPOCH) / LENGTH);
}

export function toDate(day) {
  return new Date(EPOCH + day * LENGTH);
}

export function toIso(day) {
  return toDate(day).toISOString().slice(0, 10);
}

export function yearOf(day) {
  return toDate(day).getUTCFullYear();
}

export function startOfYear(year) {
  return Math.round((Date.UTC(year, 0, 1) - EPOCH) / LENGTH);
}

/** The same day of the month `count` months later; the last of that month when it has no such day. */
export function addMonths(day, count) {
  const date = toDate(day);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return Math.round((target.getTime() - EPOCH) / LENGTH);
}

/** First days of the steps between two days: quarters, or years when there would be more than `most` of them. */
export function steps(from, until, most = 88) {
  const first = toDate(from);
  const list = [];
  const months = (until - from) / 91.3 > most ? 12 : 3;
  let day = Math.round((Date.UTC(first.getUTCFullYear(), 0, 1) - EPOCH) / LENGTH);
  while (addMonths(day, months) <= from) day = addMonths(day, months);
  for (; day < until; day = addMonths(day, months)) list.push(day);
  return { days: Int32Array.from(list), months, end: day };
}
