/* Counted discs: how many stand at a spot, with a ring that tells in which categories. */

import { CODES } from "./picture.js";

const tally = { counts: new Int32Array(CODES), met: [] };

/** How many members of a disc have each colour; a combination counts for each of its parts. */
export function shares(members, category, book) {
  const { counts, met } = tally;
  met.length = 0;
  for (let index = 0; index < members.length; index += 1) {
    const code = category[members[index]];
    if (counts[code] === 0) met.push(code);
    counts[code] += 1;
  }
  const found = new Map();
  for (const code of met) {
    const parts = book.coloursOf(code);
    for (const name of parts) found.set(name, (found.get(name) ?? 0) + counts[code] / parts.length);
    counts[code] = 0;
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

export function drawDisc(context, disc, arrangement, picture, book, colour) {
  const { x, y, radius, count } = disc;
  const parts = shares(arrangement.members(disc.group), picture.category, book);
  circle(context, x, y, radius + 2, colour("paper"));
  let from = -Math.PI / 2;
  context.lineWidth = 3.5;
  for (const [name, part] of parts) {
    const to = from + (part / count) * 2 * Math.PI;
    context.beginPath();
    context.arc(x, y, radius - 0.25, from, to);
    context.strokeStyle = colour(name);
    context.stroke();
    from = to;
  }
  circle(context, x, y, radius - 2.5, colour("sea-800"));
  context.fillStyle = "#fff";
  context.font = `600 ${count > 999 ? 10.5 : 12}px ${colour("font-text")}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(count > 9999 ? `${Math.round(count / 1000)}k` : String(count), x, y + 0.5);
}

function circle(context, x, y, radius, fill) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

/** The ring around what is chosen. */
export function drawHalo(context, x, y, radius, stroke) {
  for (const [width, style] of [
    [6, "#fff"],
    [3, stroke],
  ]) {
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}
