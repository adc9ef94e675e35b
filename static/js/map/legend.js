/* What the signs, areas and lines mean; unknown always has its line. */

import { UNKNOWN } from "./categories.js";
import { readFill, stepsFor } from "./area_fill.js";
import { ENDED, POSSIBLE } from "./picture.js";
import { signPicture } from "./signs.js";

const SVG = "http://www.w3.org/2000/svg";

/** One line of a legend. */
export function line(picture, text) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  label.textContent = text;
  item.append(picture, label);
  return item;
}

/** The frame around a sign. */
export function swatch(picture) {
  const frame = document.createElement("span");
  frame.className = "swatch";
  frame.append(picture);
  return frame;
}

/** Categories that occur (any that `present` holds), in the order of the codebook; never by number. */
export function pointLines(book, categories, present, labels, words, { unsure, ended }) {
  const lines = [];
  categories.terms.forEach((term, number) => {
    if (present.has(number)) lines.push(line(swatch(signPicture(book, number)), labels[term] ?? term));
  });
  const mixed = [...present].find((category) => category >= 1000);
  if (mixed !== undefined) lines.push(line(swatch(signPicture(book, mixed)), words.say("several")));
  lines.push(line(swatch(signPicture(book, UNKNOWN)), words.say("unknown")));
  const plain = [...present].find((category) => category < UNKNOWN) ?? 0;
  if (unsure) lines.push(line(swatch(signPicture(book, plain, POSSIBLE)), words.say("only_possible")));
  if (ended) lines.push(line(swatch(signPicture(book, plain, ENDED)), words.say("ended_in_range")));
  return lines;
}

function area(look) {
  const box = document.createElementNS(SVG, "svg");
  box.setAttribute("class", "legend-area");
  box.setAttribute("aria-hidden", "true");
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("class", `area area-${look}`);
  box.append(ground);
  return box;
}

/** Lines for the fill of areas: steps, researched and none found, not researched. */
export function areaLines(fill, highest, words) {
  const { measure } = readFill(fill);
  if (measure === "none") return [];
  if (measure === "research") {
    return ["research_both", "research_ties", "research_initiatives"]
      .map((name, index) => line(area(`research-${3 - index}`), words.say(name)))
      .concat(line(area("research-0"), words.say("not_researched")));
  }
  const bounds = stepsFor(fill, highest);
  const steps = bounds.map((bound, index) => {
    const next = bounds[index + 1];
    const text =
      next === undefined
        ? words.say("from_number", { from: bound })
        : next === bound + 1
          ? String(bound)
          : `${bound}–${next - 1}`;
    return line(area(`step-${index + 1}`), text);
  });
  const none =
    measure === "refugee_led" ? "fewer_than_five" : measure === "ties" ? "no_ties_found" : "none_found";
  return [
    ...steps,
    line(area("none-found"), words.say(none)),
    line(area("not-researched"), words.say(measure === "ties" ? "ties_not_researched" : "not_researched")),
  ];
}

/** The line of a legend that shows a line. */
export function lineLine({ colour, dash }, text) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "legend-line");
  picture.setAttribute("viewBox", "0 0 28 8");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M1 4H27");
  path.setAttribute("stroke-width", "2.5");
  path.setAttribute("stroke-dasharray", dash.join(" "));
  path.style.stroke = `var(--${colour})`;
  picture.append(path);
  return line(picture, text);
}

/** Lines for the kinds of tie that are drawn. */
export function tieLines(kinds, lineOf, terms, labels) {
  return [...kinds]
    .sort((a, b) => a - b)
    .map((kind) => lineLine(lineOf(kind), labels[terms[kind]] ?? terms[kind]));
}
