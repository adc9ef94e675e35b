/* Counted discs: how many stand at a spot, with a ring that tells in which categories. */

import { Figures } from "./figures.js";

const TURN = 2 * Math.PI;
const RING = 3.5;
const SHORT = new Figures(12);
const LONG = new Figures(10.5);

/**
 * Draw discs, colour by colour: none of them touches another (groups.js). Each arc is a path of its own, because the edges
 * of several in one path are smoothed a little otherwise, and a disc is to look the same whichever are drawn with it.
 */
export function drawDiscs(context, discs, { arrangement, colour, corner, ratio }) {
  fillAll(context, discs, 2, colour("paper"));
  drawRings(context, discs, arrangement, colour);
  fillAll(context, discs, -2.5, colour("sea-800"));
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const { x, y, count } of discs) {
    const figures = count > 999 ? LONG : SHORT;
    figures.use(colour("font-text"), ratio);
    figures.write(context, count, (x - corner.x) * ratio, (y + 0.5 - corner.y) * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
}

function fillAll(context, discs, wider, fill) {
  context.fillStyle = fill;
  for (const { x, y, radius } of discs) {
    context.beginPath();
    context.arc(x, y, radius + wider, 0, TURN);
    context.fill();
  }
}

function drawRings(context, discs, arrangement, colour) {
  context.lineWidth = RING;
  const { shares, book } = arrangement;
  const colours = book.names.length;
  const from = new Float64Array(discs.length).fill(-Math.PI / 2);
  for (let name = 0; name < colours; name += 1) {
    context.strokeStyle = colour(book.names[name]);
    for (let index = 0; index < discs.length; index += 1) {
      const { x, y, radius, count, group } = discs[index];
      const part = shares[group * colours + name];
      if (part === 0) continue;
      const until = from[index] + (part / (6 * count)) * TURN;
      context.beginPath();
      context.arc(x, y, radius - 0.25, from[index], until);
      context.stroke();
      from[index] = until;
    }
  }
}

/** The ring around what is chosen. */
export function drawHalo(context, x, y, radius, stroke) {
  for (const [width, style] of [
    [6, "#fff"],
    [3, stroke],
  ]) {
    context.beginPath();
    context.arc(x, y, radius + 4, 0, TURN);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}
