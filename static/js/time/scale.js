/* The axis of time: which days it spans, and where a day lies on it. Pure. */

import { addMonths, DISTANT_FUTURE, DISTANT_PAST, startOfYear, yearOf } from "./days.js";

const EARLIEST = 2005;
const LATEST_START = 2014;

/** When each initiative began at the earliest; other organisations may be a century old. */
export function beginnings({ spells, organisations }) {
  const first = [];
  for (let owner = 0; owner < organisations.key.length; owner += 1) {
    if (organisations.born[owner] === 0 && spells.offsets[owner] < spells.offsets[owner + 1])
      first.push(spells.start_lo[spells.offsets[owner]]);
  }
  return first;
}

/** From the year in which the field begins (but for a few early ones) until today. */
export function spanOf(begins, today) {
  const known = Array.from(begins)
    .filter((day) => day > DISTANT_PAST && day < DISTANT_FUTURE && day <= today)
    .sort((a, b) => a - b);
  const early = known.length > 0 ? yearOf(known[Math.floor(known.length * 0.05)]) : LATEST_START;
  return { from: startOfYear(Math.max(EARLIEST, Math.min(LATEST_START, early))), until: today };
}

export function clamp(day, span) {
  return Math.max(span.from, Math.min(span.until, day));
}

/** Share of the axis that lies before a day, 0 to 1. */
export function shareOf(day, span) {
  return (clamp(day, span) - span.from) / Math.max(1, span.until - span.from);
}

export function dayAt(share, span) {
  return clamp(Math.round(span.from + share * (span.until - span.from)), span);
}

/** First days of the years to name on the axis, fewer when there is little room. */
export function yearMarks(span, most = 16) {
  const [first, last] = [yearOf(span.from), yearOf(span.until)];
  const apart = Math.ceil((last - first + 1) / most);
  const years = [];
  for (let year = first; year <= last; year += 1) if ((year - first) % apart === 0) years.push(year);
  return years.map((year) => ({ year, share: shareOf(startOfYear(year), span) }));
}

/** The day that a key on the slider asks for, or null: arrows move a month, with shift (or page keys) a year. */
export function dayForKey(event, day, span) {
  const months = event.shiftKey ? 12 : 1;
  const wanted = {
    ArrowRight: () => addMonths(day, months),
    ArrowUp: () => addMonths(day, months),
    ArrowLeft: () => addMonths(day, -months),
    ArrowDown: () => addMonths(day, -months),
    PageUp: () => addMonths(day, 12),
    PageDown: () => addMonths(day, -12),
    Home: () => span.from,
    End: () => span.until,
  }[event.key];
  return wanted ? clamp(wanted(), span) : null;
}
