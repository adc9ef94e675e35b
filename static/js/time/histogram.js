/* How many were active in each quarter or year, by category: counted, drawn, and as a table. */

import { yearOf } from "./days.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Count one step: how many match on its day, and how many of them have each colour.
 * A combination of activities counts for each of its parts, so that the parts add up to the total.
 */
export function countStep(mask, colourParts, day) {
  const parts = new Map();
  let total = 0;
  for (let owner = 0; owner < mask.length; owner += 1) {
    if (mask[owner] === 0) continue;
    total += 1;
    const names = colourParts(owner, day);
    for (const name of names) parts.set(name, (parts.get(name) ?? 0) + 1 / names.length);
  }
  return { day, total, parts };
}

/** Draw the steps as bars on a canvas of 1000 by 100, the colours in a fixed order from the ground up. */
export function drawBars(picture, steps, colours) {
  const highest = Math.max(1, ...steps.map((step) => step.total));
  const width = 1000 / Math.max(1, steps.length);
  const bars = [];
  steps.forEach((step, index) => {
    let ground = 100;
    for (const name of colours) {
      const height = ((step.parts.get(name) ?? 0) / highest) * 96;
      if (height === 0) continue;
      ground -= height;
      const bar = document.createElementNS(SVG, "rect");
      bar.setAttribute("x", (index * width + width * 0.07).toFixed(2));
      bar.setAttribute("width", (width * 0.86).toFixed(2));
      bar.setAttribute("y", ground.toFixed(2));
      bar.setAttribute("height", (height + 0.15).toFixed(2));
      bar.style.fill = `var(--${name})`;
      bars.push(bar);
    }
  });
  picture.replaceChildren(...bars);
}

/** The same numbers as rows of a table. */
export function fillTable(body, steps, months, words) {
  body.replaceChildren(
    ...steps.map((step) => {
      const row = document.createElement("tr");
      const when = document.createElement("th");
      when.scope = "row";
      const month = new Date(Date.UTC(2000, 0, 1 + step.start)).getUTCMonth();
      when.textContent =
        months === 12
          ? String(yearOf(step.start))
          : words.say("quarter", { quarter: month / 3 + 1, year: yearOf(step.start) });
      const count = document.createElement("td");
      count.className = "numbers";
      count.textContent = words.numbers.format(step.total);
      row.append(when, count);
      return row;
    }),
  );
}
