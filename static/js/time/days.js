/* Days as whole numbers since 1 January 2000, as the field file counts them. */

const DAY_LENGTH = 86_400_000;
const EPOCH = Date.UTC(2000, 0, 1);

/** What has no known beginning, and what has no known end. */
export const DISTANT_PAST = -100_000;
export const DISTANT_FUTURE = 100_000;
/** An open side of a span of days; nothing that still goes on ends on or before the latest day. */
export const EARLIEST = DISTANT_PAST;
export const LATEST = DISTANT_FUTURE - 1;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1 March of the year 0 to a date; the months are counted from March, so that leap days come last. */
function daysSinceYearZero(year, month, day) {
  const shifted = month < 3 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear;
}

const DAY_ZERO = daysSinceYearZero(2000, 1, 1);

/** "2016-03-01" → its number, within the open sides; null when it is not a day. */
export function toDay(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text ?? "");
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  if (day > LENGTHS[month - 1] + (month === 2 && isLeap(year) ? 1 : 0)) return null;
  return Math.min(Math.max(daysSinceYearZero(year, month, day) - DAY_ZERO, EARLIEST + 1), LATEST);
}

/** "2016", "2016-03" or "2016-03-01" → the number of its first day; null when it is none of these. */
export function firstDayOf(text) {
  return toDay(/^[0-9]{4}(-[0-9]{2})?$/.test(text ?? "") ? `${text}-01-01`.slice(0, 10) : text);
}

export function toDate(day) {
  return new Date(EPOCH + day * DAY_LENGTH);
}

/** A number → "2016-03-01". */
export function toIso(day) {
  return toDate(day).toISOString().slice(0, 10);
}

export function yearOf(day) {
  return toDate(day).getUTCFullYear();
}

export function startOfYear(year) {
  return Math.round((Date.UTC(year, 0, 1) - EPOCH) / DAY_LENGTH);
}

/** The same day of the month `count` months later; the last of that month when it has no such day. */
export function addMonths(day, count) {
  const date = toDate(day);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return Math.round((target.getTime() - EPOCH) / DAY_LENGTH);
}

/** First days of the steps between two days: quarters, or years when there would be more than `most` of them. */
export function steps(from, until, most = 88) {
  const first = toDate(from);
  const list = [];
  const months = (until - from) / 91.3 > most ? 12 : 3;
  let day = Math.round((Date.UTC(first.getUTCFullYear(), 0, 1) - EPOCH) / DAY_LENGTH);
  while (addMonths(day, months) <= from) day = addMonths(day, months);
  for (; day < until; day = addMonths(day, months)) list.push(day);
  return { days: Int32Array.from(list), months, end: day };
}
