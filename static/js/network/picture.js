/* Everything that is drawn for a question: parties with their places and signs, lines with their curves. Pure. */

import { CERTAIN, ENDED, POSSIBLE } from "../map/picture.js";
import { standing } from "../map/stretches.js";
import { Layers, FreeLayout } from "./layers.js";
import { ORGANISATION, UNNAMED } from "./network.js";

/** How far the halo around the chosen party reaches beyond its sign, in pixels. */
export const HALO = 7;

/** Places for all parties that a question can ever show, by layout. */
export function layoutFor(network, everMoment, everMask, { layout, isHigh }) {
  const shown = everMoment.shown(everMask);
  const parties = Array.from(shown.keys()).filter((place) => shown[place] === 1);
  const options = {
    heights: network.heights,
    drawn: network.drawn,
    free: network.free,
    isHigh,
    isFormal: (place) => everMoment.isFormal(place),
    isLinked: (place) => everMoment.degree(place) > 0,
  };
  return layout === "free" ? new FreeLayout(parties, options) : new Layers(parties, options);
}

/** Parties to draw: { place, x, y, column, code, state }, in the order of their number. */
export function signsFor(network, moment, shown, { layout, book, mask }) {
  const signs = [];
  const { columns, day } = moment;
  for (let place = 0; place < shown.length; place += 1) {
    if (!shown[place]) continue;
    const column = columns[place];
    const { x, y } = layout.position(place, column);
    let state = network.sort[place] === UNNAMED ? POSSIBLE : CERTAIN;
    if (network.sort[place] === ORGANISATION) {
      state = standing(network.field.spells, network.nodes[place], day);
      // A tie tells that somebody takes part whose own life is not told for that day.
      if (state === ENDED && !mask[network.nodes[place]]) state = POSSIBLE;
    }
    signs.push({ place, x, y, column, code: book.code(network, place, day), state });
  }
  return signs;
}

const APART = 3.5;

/** The curve of a line between two signs: flat at both ends in columns, straight in the free layout. */
export function curveOf(from, to, lane, isLayered) {
  const aside = lane * APART;
  if (!isLayered) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [dx, dy] = [((from.y - to.y) / length) * aside, ((to.x - from.x) / length) * aside];
    return [from.x + dx, from.y + dy, from.x + dx, from.y + dy, to.x + dx, to.y + dy, to.x + dx, to.y + dy];
  }
  if (from.column === to.column) {
    const out = 18 + Math.min(70, Math.abs(from.y - to.y) * 0.28);
    return [from.x, from.y + aside, from.x + out, from.y + aside, to.x + out, to.y + aside, to.x, to.y + aside];
  }
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const half = (right.x - left.x) * 0.5;
  return [left.x, left.y + aside, left.x + half, left.y + aside, right.x - half, right.y + aside, right.x, right.y + aside];
}

/** Lines to draw between signs that are shown. */
export function linesFor(moment, signs, isLayered) {
  const at = new Map(signs.map((sign) => [sign.place, sign]));
  const lines = [];
  for (const { one, other, style, lane, tie } of moment.lines) {
    const [from, to] = [at.get(one), at.get(other)];
    if (!from || !to) continue;
    lines.push({ one, other, style, tie, curve: curveOf(from, to, lane, isLayered) });
  }
  return lines;
}

/** The sign under a point of the drawing, at most `reach` away; the nearest one. */
export function signAt(signs, { x, y }, reach) {
  let [nearest, least] = [null, reach * reach];
  for (const sign of signs) {
    const away = (sign.x - x) ** 2 + (sign.y - y) ** 2;
    if (away <= least) [nearest, least] = [sign, away];
  }
  return nearest;
}

/**
 * Which names to write beside their signs so that none covers another name or sign: { sign, x, y, text }, in frame pixels.
 * `first(sign)` is lower for those that go first, `before(sign)` tells whether its name stands before it. The `chosen`
 * party is named whatever its name covers, beyond the halo around it.
 */
export function namesFor(signs, { toFrame, frame, radius, measure, text, first, before, chosen = -1 }) {
  const taken = new Set();
  const CELL = 4;
  const cells = (left, top, width, height, visit) => {
    for (let x = Math.floor(left / CELL); x <= Math.floor((left + width) / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor((top + height) / CELL); y += 1)
        if (visit(`${x} ${y}`)) return true;
    return false;
  };
  const seen = [];
  for (const sign of signs) {
    const at = toFrame(sign);
    if (at.x < -4 || at.y < 0 || at.x > frame.width || at.y > frame.height) continue;
    seen.push({ sign, at });
    cells(at.x - radius * 0.7, at.y - radius * 0.7, radius * 1.4, radius * 1.4, (cell) => void taken.add(cell));
  }
  seen.sort((one, other) => first(one.sign) - first(other.sign) || one.sign.place - other.sign.place);
  const names = [];
  for (const { sign, at } of seen) {
    const words = text(sign);
    const isChosen = sign.place === chosen;
    const width = measure(words, isChosen);
    const gap = radius + (isChosen ? HALO : 0) + 3.5;
    const left = before(sign) ? at.x - gap - width : at.x + gap;
    if (left < 0 || left + width > frame.width) continue;
    if (!isChosen && cells(left + 1, at.y - 6, width - 2, 12, (cell) => taken.has(cell))) continue;
    cells(left - 2, at.y - 7, width + 4, 14, (cell) => void taken.add(cell));
    names.push({ sign, x: left, y: at.y, text: words });
  }
  return names;
}
