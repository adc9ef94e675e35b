/* In which ring a link of a tie lies: the outermost of what is recorded of its two parties at a moment. */

import { boundsFor } from "../field/reading.js";

/** Kinds of tie that have rings: their lines tell the ring as well. */
const RINGED = ["procurement", "regiepartner"];
export const RINGS = 4;

export class LinkRings {
  /** @param nodeOf participation → its party as a node; @param ends the nodes of a link's two parties */
  constructor({ field, links, certainty, nodeOf, ends }) {
    const [lo, hi] = boundsFor(certainty);
    const { offsets, ring, [lo]: start, [hi]: end } = field.participations;
    Object.assign(this, { ring, start, end });
    const ringed = new Set(RINGED.map((name) => field.terms.tie_kind.indexOf(name)));
    this.told = Array.from(links.tie, (tie, link) => {
      if (!ringed.has(field.ties.kind[tie])) return null;
      const nodes = ends(link);
      const rows = [];
      for (let row = offsets[tie]; row < offsets[tie + 1]; row += 1) if (ring[row] > 0 && nodes.includes(nodeOf(row))) rows.push(row);
      return rows.length > 0 ? rows : null;
    });
  }

  /** The ring on some day from `first` to `last`: a party may move to another one while the link goes on. */
  of(link, first, last) {
    const rows = this.told[link];
    if (rows === null) return 0;
    let outermost = 0;
    for (const row of rows) if (this.start[row] <= last && first < this.end[row]) outermost = Math.max(outermost, this.ring[row]);
    return Math.min(outermost, RINGS - 1);
  }
}
