/* Days as integers: days since 1 January 2000, as in the field file. */

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

/** A number → "2016-03-01". */
export function toIso(number) {
  return new Date(Date.UTC(2000, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
}
