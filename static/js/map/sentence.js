/* The result in a sentence, at once, while the list is still on its way. */

import { toDate, toDay } from "../time/days.js";

/** Text of the sentence for a picture: who is there on the day, or at some moment of the range. */
export function sentenceFor(state, shown, words) {
  const key = shown === 0 ? "nobody" : "somebody";
  if (!state.hasRange) return words.count(`${key}_on`, shown, { day: words.day(toDate(toDay(state.day))) });
  const [from, to] = rangeOf(state);
  return words.count(`${key}_between`, shown, { from: words.day(toDate(from)), to: words.day(toDate(to)) });
}

/** First and last day of the range as numbers; an end that is not named is today or the same day. */
export function rangeOf(state) {
  const to = toDay(state.get("to") || state.today);
  const from = toDay(state.get("from") || state.get("to"));
  return [Math.min(from, to), to];
}
