/* Marks of what happened in the world, with their labels kept apart. Pure but for `drawEvents` and `listEvents`. */

import { firstDayOf, toDate } from "./days.js";
import { shareOf } from "./scale.js";

/**
 * Give each mark a line (from 0) on which its label touches no other; −1 when there is no room for it.
 * `items` are { share, width } with the width of the label as a share of the axis, in order of time; the
 * earliest lies highest, so that no mark crosses the label of another. A label that
 * would run off the end is flipped to the other side of its mark.
 */
export function layLabels(items, lines = 3) {
  const taken = Array.from({ length: lines }, () => []);
  const places = new Array(items.length);
  const order = items.map((_item, index) => index).sort((a, b) => items[a].share - items[b].share);
  for (const index of order) {
    const { share, width } = items[index];
    const flip = share + width > 1;
    const [from, to] = flip ? [share - width, share] : [share, share + width];
    const line = taken.findIndex((spans) => spans.every(([start, end]) => to <= start || from >= end));
    if (line >= 0) taken[line].push([from, to]);
    places[index] = { line, flip };
  }
  return places;
}

/** What happened within the span as { day, text, when }, in order of time; `moments` say when in words, by the text. */
export function marksOf(events, span, { words, moments }) {
  const told = (event) => event.label[words.language] ?? event.label.nl ?? "";
  return events
    .map((event) => ({ day: firstDayOf(event.day), text: told(event) }))
    .filter(({ day }) => day !== null && day >= span.from && day <= span.until)
    .sort((one, other) => one.day - other.day)
    .map((mark) => ({ ...mark, when: moments[mark.text] ?? words.day(toDate(mark.day)) }));
}

/** The mark that a finger on this day means: the nearest of those that lie no further than `reach` days; or undefined. */
export function markNear(marks, day, reach) {
  const apart = (mark) => Math.abs(mark.day - day);
  return marks.filter((mark) => apart(mark) <= reach).sort((one, other) => apart(one) - apart(other))[0];
}

/** The same marks as a list of buttons, for keys and for a screen that has no room for their names. */
export function listEvents(list, marks) {
  list.replaceChildren(
    ...marks.map(({ day, text, when }) => {
      const [item, button, said] = ["li", "button", "span"].map((name) => document.createElement(name));
      button.type = "button";
      button.dataset.day = day;
      said.className = "numbers";
      said.textContent = when;
      button.append(said, ` ${text}`);
      item.append(button);
      return item;
    }),
  );
}

export function drawEvents(list, marks, span) {
  list.replaceChildren(
    ...marks.map(({ day, text }) => {
      const item = document.createElement("li");
      const label = document.createElement("span");
      label.textContent = text;
      item.title = text;
      item.dataset.day = day;
      item.style.insetInlineStart = `${(shareOf(day, span) * 100).toFixed(3)}%`;
      item.append(label);
      return item;
    }),
  );
  const width = list.clientWidth || 1;
  const items = [...list.children];
  const sizes = items.map((item, index) => ({
    share: shareOf(marks[index].day, span),
    width: (item.firstChild.getBoundingClientRect().width + 8) / width,
  }));
  layLabels(sizes).forEach(({ line, flip }, index) => {
    items[index].classList.toggle("level-1", line === 1);
    items[index].classList.toggle("level-2", line === 2);
    items[index].classList.toggle("silent", line < 0);
    items[index].classList.toggle("flip", flip);
  });
}
