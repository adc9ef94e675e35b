/* Which sites share a spot at a zoom, and how much room each spot has. Pure; depends on no day, so that spots stay
   where they are while time moves. */

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

class Grid {
  constructor(size) {
    this.size = size;
    this.cells = new Map();
  }

  name(column, row) {
    return column * 67_108_864 + row;
  }

  add(x, y, item) {
    const name = this.name(Math.floor(x / this.size), Math.floor(y / this.size));
    const cell = this.cells.get(name);
    if (cell) cell.push(item);
    else this.cells.set(name, [item]);
  }

  *near(x, y, reach = 1) {
    const [column, row] = [Math.floor(x / this.size), Math.floor(y / this.size)];
    for (let dx = -reach; dx <= reach; dx += 1) {
      for (let dy = -reach; dy <= reach; dy += 1)
        yield* this.cells.get(this.name(column + dx, row + dy)) ?? [];
    }
  }
}

/**
 * Sites within `merge` pixels of a fuller one join it.
 * `taken` is how many organisations ever stood at each site. Returns, in pixels of the whole world at this zoom:
 * { of (group of each site, −1 = never used), x, y, main (its fullest site), room (radius free of neighbours), alone }.
 */
export function groupSites(sites, taken, zoom, { merge = 34, widest = widestRoom(zoom) } = {}) {
  const scale = 256 * 2 ** zoom;
  const order = [];
  for (let site = 0; site < sites.count; site += 1) if (taken[site] > 0) order.push(site);
  order.sort((a, b) => taken[b] - taken[a] || a - b);
  const of = new Int32Array(sites.count).fill(-1);
  const [x, y, main] = [[], [], []];
  const alone = [];
  const grid = new Grid(merge);
  for (const site of order) {
    const [px, py] = [sites.x[site] * scale, sites.y[site] * scale];
    let nearest = -1;
    let least = merge * merge;
    for (const group of grid.near(px, py)) {
      const distance = (x[group] - px) ** 2 + (y[group] - py) ** 2;
      if (distance < least) [least, nearest] = [distance, group];
    }
    if (nearest < 0) {
      nearest = x.length;
      x.push(px);
      y.push(py);
      main.push(site);
      alone.push(1);
      grid.add(px, py, nearest);
    } else alone[nearest] = 0;
    of[site] = nearest;
  }
  return {
    of,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    main: Int32Array.from(main),
    alone: Uint8Array.from(alone),
    room: rooms(x, y, merge, widest),
    zoom,
  };
}

function rooms(x, y, merge, widest) {
  const grid = new Grid(merge * 4);
  for (let group = 0; group < x.length; group += 1) grid.add(x[group], y[group], group);
  const room = new Float32Array(x.length).fill(widest);
  for (let group = 0; group < x.length; group += 1) {
    for (let reach = 1; reach <= 6; reach += 1) {
      let least = widest * 2;
      for (const other of grid.near(x[group], y[group], reach)) {
        if (other !== group) least = Math.min(least, Math.hypot(x[other] - x[group], y[other] - y[group]));
      }
      if (least < merge * 4 * reach) {
        room[group] = Math.min(widest, least / 2);
        break;
      }
    }
  }
  return room;
}

/** A flower stays within some eight kilometres of its point, so that it keeps to its own part of the country. */
export function widestRoom(zoom) {
  return Math.max(14, Math.min(240, 0.083 * 2 ** zoom));
}

/** Radius of a point's sign at a zoom, in pixels. */
export function signRadius(zoom) {
  return Math.max(3.75, Math.min(7.5, 4 + (zoom - 7.5) * 0.7));
}

/** Distance between turns of a sunflower whose signs have this radius. */
export function spacing(radius) {
  return radius * 1.27;
}

/** How many seats a sunflower of this room has. */
export function capacity(room, radius) {
  return Math.floor(Math.max(1, (room / spacing(radius)) ** 2));
}

const seats = { x: new Float32Array(0), y: new Float32Array(0) };

/** Where the seats of a sunflower are, as multiples of its spacing; grows as needed. */
export function sunflower(count) {
  if (seats.x.length < count) {
    const size = Math.max(256, 2 ** Math.ceil(Math.log2(count)));
    seats.x = new Float32Array(size);
    seats.y = new Float32Array(size);
    for (let seat = 0; seat < size; seat += 1) {
      seats.x[seat] = Math.sqrt(seat + 0.5) * Math.cos(seat * GOLDEN);
      seats.y[seat] = Math.sqrt(seat + 0.5) * Math.sin(seat * GOLDEN);
    }
  }
  return seats;
}

/** Radius of a counted disc. */
export function discRadius(count) {
  return Math.min(30, 9.5 + 2.1 * Math.log2(count));
}
