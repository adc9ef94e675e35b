/* Lines between parties, derived from participations. Pure.

   A collaboration is a record with many parties, so a line is a way of drawing it: from its hub to each other party
   that takes part on the day. The hub is the commissioning municipality (the first one that takes part, in the
   order of the record); without a municipality it is the party in the innermost ring. Parties nobody names have no
   place, and neither have organisations whose place is not public: they have no line, and the panel tells of them.
   Lines inside one municipality are not drawn but counted there. */

import { rowOn } from "./picture.js";

function holds(table, row, day, possible) {
  if (possible) return table.start_lo[row] <= day && day < table.end_hi[row];
  return table.start_hi[row] <= day && day < table.end_lo[row];
}

/** Where a party stands: { site, municipality, owner } or null. */
function stand(row, picture, day) {
  const { participations, places } = picture.field;
  const municipality = participations.municipality[row];
  if (municipality >= 0) {
    const site = picture.holder[municipality];
    return { site, municipality: site, owner: -1 };
  }
  const owner = participations.organisation[row];
  if (owner < 0) return null;
  const place = rowOn(places, owner, day);
  if (place < 0 || picture.site[place] < 0) return null;
  return { site: picture.site[place], municipality: picture.holder[places.municipality[place]] ?? -1, owner };
}

function hubOf(rows, participations) {
  const municipality = rows.find((row) => participations.municipality[row] >= 0);
  if (municipality !== undefined) return municipality;
  const ring = (row) => (participations.ring[row] < 0 ? 9 : participations.ring[row]);
  return rows.reduce((best, row) => (ring(row) < ring(best) ? row : best), rows[0]);
}

/**
 * Lines and counts on a day.
 * `wanted(tie, rows)` says whether a collaboration is shown. Returns { arcs: [{ tie, kind, from, to }], inside: Map
 * municipality → list of ties }; `from` and `to` are { site, municipality, owner }.
 */
export function deriveArcs(picture, day, { possible = false, wanted = () => true } = {}) {
  const { ties, participations } = picture.field;
  const arcs = [];
  const inside = new Map();
  for (let tie = 0; tie < ties.kind.length; tie += 1) {
    if (!holds(ties, tie, day, possible)) continue;
    const rows = [];
    for (let row = participations.offsets[tie]; row < participations.offsets[tie + 1]; row += 1) {
      if (holds(participations, row, day, possible)) rows.push(row);
    }
    if (rows.length < 2 || !wanted(tie, rows)) continue;
    const hub = stand(hubOf(rows, participations), picture, day);
    if (!hub) continue;
    let within = false;
    for (const row of rows) {
      const party = stand(row, picture, day);
      if (!party || (party.site === hub.site && party.owner === hub.owner)) continue;
      if (party.municipality === hub.municipality) within = true;
      else arcs.push({ tie, kind: ties.kind[tie], from: hub, to: party });
    }
    if (within) inside.set(hub.municipality, [...(inside.get(hub.municipality) ?? []), tie]);
  }
  return { arcs, inside };
}

/** The middle of a curve between two points: bent to one side, so that there and back differ. */
export function bend(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const lift = Math.min(0.22, 12 / Math.max(1, Math.hypot(dx, dy)) + 0.14);
  return { x: (from.x + to.x) / 2 + dy * lift, y: (from.y + to.y) / 2 - dx * lift };
}

/** Distance from a point to a curve, by sixteen steps along it. */
export function distanceToCurve(point, from, middle, to) {
  let least = Infinity;
  let [px, py] = [from.x, from.y];
  for (let step = 1; step <= 16; step += 1) {
    const t = step / 16;
    const u = 1 - t;
    const x = u * u * from.x + 2 * u * t * middle.x + t * t * to.x;
    const y = u * u * from.y + 2 * u * t * middle.y + t * t * to.y;
    const [dx, dy] = [x - px, y - py];
    const along = Math.max(
      0,
      Math.min(1, ((point.x - px) * dx + (point.y - py) * dy) / (dx * dx + dy * dy || 1)),
    );
    least = Math.min(least, Math.hypot(point.x - px - along * dx, point.y - py - along * dy));
    [px, py] = [x, y];
  }
  return least;
}
