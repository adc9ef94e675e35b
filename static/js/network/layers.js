/* Places in columns. Pure.

   Every party keeps one height for the whole period, from north to south; only its column follows the day. So in each
   column it has a place of its own, found once for all parties that a question can ever show, whatever the day. */

const ROW = 18;
const LANE = 18;
const ROOM = 1.15;
/** The least difference in height of two municipalities, so that each can have its name beside it. */
const STAGGER = 11.5;
/** For a frame that is wider than high, and for one that is higher than wide: rows, and the width of a column. */
const WIDE = { rows: 30, narrowest: 190, edge: 22 };
const HIGH = { rows: 42, narrowest: 150, edge: 16 };
/** So many parties stand at ease between two columns; with more the whole drawing grows alike. */
const AT_EASE = 270;

/**
 * Places for parties in order of their height: whole numbers from 0 that rise by at least one, as near as can be to
 * `wanted` (least squares: neighbours that are in each other's way are averaged).
 */
export function spreadOut(wanted, capacity) {
  const blocks = [];
  wanted.forEach((place, index) => {
    let block = { sum: place - index, size: 1 };
    while (blocks.length > 0 && blocks.at(-1).sum / blocks.at(-1).size > block.sum / block.size) {
      const before = blocks.pop();
      block = { sum: before.sum + block.sum, size: before.size + block.size };
    }
    blocks.push(block);
  });
  const last = Math.max(0, capacity - wanted.length);
  const places = [];
  for (const { sum, size } of blocks) {
    const start = Math.round(Math.min(last, Math.max(0, sum / size)));
    for (let step = 0; step < size; step += 1) places.push(start + places.length);
  }
  return places;
}

/** One column's grid: which slot each party has in it. In a staggered one every slot has a height of its own. */
class Grid {
  constructor(members, heights, rows, isStaggered = false) {
    this.rows = isStaggered ? Math.floor((rows * ROW) / STAGGER) : rows;
    this.isStaggered = isStaggered;
    this.lanes = Math.max(1, Math.ceil((members.length * (isStaggered ? 1 : ROOM)) / this.rows));
    this.pitch = (rows * ROW) / this.rows;
    const capacity = this.rows * this.lanes;
    const order = [...members].sort((one, other) => heights[one] - heights[other] || one - other);
    const slots = spreadOut(order.map((place) => (heights[place] / 10_000) * (capacity - 1)), capacity);
    this.slots = new Map(order.map((place, index) => [place, slots[index]]));
    this.heights = heights;
  }

  /** Where a party stands in the grid: the part of the width, and the height. */
  place(party) {
    const slot = this.slot(party);
    const row = Math.floor(slot / this.lanes);
    const lane = slot - row * this.lanes;
    // Municipalities stand at the inner side of their column, with room for names before them.
    if (this.isStaggered) return { across: 1 - lane * 0.12, y: ((slot + 0.5) / this.lanes) * this.pitch };
    const shift = this.lanes === 1 ? 0.5 : (row % 2) * 0.3 + 0.35;
    return { across: (lane + shift) / this.lanes, y: (row + 0.5) * this.pitch };
  }

  /** The slot of a party; who was not foreseen gets the nearest free one. */
  slot(place) {
    if (!this.slots.has(place)) {
      const taken = new Set(this.slots.values());
      const wanted = Math.round((this.heights[place] / 10_000) * (this.rows * this.lanes - 1));
      let away = 0;
      while (taken.has(wanted + away) || wanted + away < 0) away = away > 0 ? -away : 1 - away;
      this.slots.set(place, wanted + away);
    }
    return this.slots.get(place);
  }
}

export class Layers {
  /**
   * @param parties those that are ever shown
   * @param heights of all parties, 0 to 10,000
   * @param isFormal(party) whether it stands in the first column
   * @param isLinked(party) whether it is ever linked, and so may stand in a column between
   * @param isHigh whether the frame is higher than wide
   */
  constructor(parties, { heights, isFormal, isLinked, isHigh = false }) {
    const shape = isHigh ? HIGH : WIDE;
    const formal = parties.filter(isFormal);
    const others = parties.filter((place) => !isFormal(place));
    const linked = others.filter(isLinked);
    const most = Math.max(formal.length, linked.length, others.length / 2);
    const larger = Math.max(1, Math.sqrt((most * ROOM) / AT_EASE));
    const rows = Math.round(shape.rows * larger);
    this.edge = shape.edge;
    const [first, between, last] = [formal, linked, others].map(
      (members, number) => new Grid(members, heights, rows, number === 0),
    );
    this.grids = [first, between, between, between, last];
    this.height = rows * ROW;
    let left = 0;
    this.bands = this.grids.map(({ lanes }) => {
      const band = { left, width: Math.max(shape.narrowest * larger, lanes * LANE + 2 * shape.edge) };
      left += band.width;
      return band;
    });
    this.width = left;
  }

  /** Where a party stands in a column: always the same place. */
  position(place, column) {
    const grid = this.grids[column];
    const { left, width } = this.bands[column];
    const { across, y } = grid.place(place);
    return { x: left + this.edge + across * (width - 2 * this.edge), y };
  }
}

const FREE = 0.26;
const TILE = 16;

/** Places of the free layout: those that are ever linked as the server put them, the others in rows below. */
export class FreeLayout {
  constructor(parties, { free, drawn, isLinked, heights }) {
    const linked = parties.filter((place) => isLinked(place) && place < drawn);
    const others = parties.filter((place) => !(isLinked(place) && place < drawn));
    const xs = linked.map((place) => free.x[place] * FREE);
    const ys = linked.map((place) => free.y[place] * FREE);
    const [left, top] = [Math.min(...xs, Infinity), Math.min(...ys, Infinity)];
    this.width = Math.max(640, linked.length ? Math.max(...xs) - left : 0) + 4 * TILE;
    const height = linked.length ? Math.max(...ys) - top + 3 * TILE : 0;
    this.places = new Map(linked.map((place, index) => [place, { x: xs[index] - left + 2 * TILE, y: ys[index] - top + 2 * TILE }]));
    const across = Math.floor((this.width - 2 * TILE) / TILE);
    /** Where those begin that are never linked. */
    this.foot = others.length > 0 ? { x: TILE, y: height + 2.4 * TILE } : null;
    others
      .sort((one, other) => heights[one] - heights[other] || one - other)
      .forEach((place, index) =>
        this.places.set(place, {
          x: ((index % across) + 1.5) * TILE,
          y: height + (Math.floor(index / across) + 3.5) * TILE,
        }),
      );
    this.height = Math.max(360, height + (others.length ? (Math.ceil(others.length / across) + 4) * TILE : 0));
    Object.assign(this, { free, left, top });
  }

  position(place) {
    const found = this.places.get(place);
    if (found) return found;
    const [x, y] = [this.free.x[place], this.free.y[place]];
    return x === undefined
      ? { x: TILE, y: this.height - TILE }
      : { x: x * FREE - (Number.isFinite(this.left) ? this.left : 0) + 2 * TILE, y: y * FREE - (Number.isFinite(this.top) ? this.top : 0) + 2 * TILE };
  }
}
