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

  /** Call `visit` with every item within so many cells. */
  near(x, y, reach, visit) {
    const [column, row] = [Math.floor(x / this.size), Math.floor(y / this.size)];
    for (let dx = -reach; dx <= reach; dx += 1)
      for (let dy = -reach; dy <= reach; dy += 1) this.cells.get(this.name(column + dx, row + dy))?.forEach(visit);
  }
}

/** Two discs whose radii leave so much between their middles stand clear of each other, with their rims. */
const CLEAR = 4;

/** The largest radius of a disc, in pixels. */
const LARGEST = 30;

/**
 * Sites within `merge` pixels of a fuller one join it, and so do sites whose disc would touch that of the fuller one, until
 * no disc can ever touch another.
 * `taken` is how many organisations at most ever stand at each site. Returns, in pixels of the whole world at this zoom:
 * { of (group of each site, −1 = never used), x, y, main (the site where it stands), room (radius free of neighbours), alone }.
 */
export function groupSites(sites, taken, zoom, { merge = 34, widest = widestRoom(zoom) } = {}) {
  const scale = 256 * 2 ** zoom;
  const of = new Int32Array(sites.count).fill(-1);
  let spots = [];
  for (let site = 0; site < sites.count; site += 1) {
    if (taken[site] === 0) continue;
    of[site] = spots.length;
    spots.push({ x: sites.x[site] * scale, y: sites.y[site] * scale, main: site, total: taken[site], alone: 1 });
  }
  for (let before = Infinity; spots.length < before; ) {
    before = spots.length;
    const joined = joinNear(spots, merge);
    for (let site = 0; site < of.length; site += 1) if (of[site] >= 0) of[site] = joined.into[of[site]];
    ({ spots } = joined);
  }
  const [x, y] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  return {
    of,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    main: Int32Array.from(spots, (spot) => spot.main),
    alone: Uint8Array.from(spots, (spot) => spot.alone),
    room: rooms(x, y, merge, widest),
    zoom,
  };
}

/** Spots of which the emptier joined the nearest fuller one that is too near: { spots, into (the new place of each) }. */
function joinNear(given, merge) {
  const order = Int32Array.from(given, (_spot, place) => place);
  order.sort((one, other) => given[other].total - given[one].total || given[one].main - given[other].main);
  const grid = new Grid(Math.max(merge, 2 * LARGEST + CLEAR));
  const into = new Int32Array(given.length);
  const spots = [];
  for (const place of order) {
    const spot = given[place];
    const own = discRadius(spot.total) + CLEAR;
    let [nearest, least] = [-1, Infinity];
    grid.near(spot.x, spot.y, 1, (other) => {
      const { x, y, total } = spots[other];
      const distance = Math.sqrt((x - spot.x) ** 2 + (y - spot.y) ** 2);
      if (distance >= least || (distance >= merge && distance >= own + discRadius(total))) return;
      nearest = other;
      least = distance;
    });
    if (nearest < 0) {
      nearest = spots.length;
      spots.push({ ...spot });
      grid.add(spot.x, spot.y, nearest);
    } else {
      spots[nearest].alone = 0;
      spots[nearest].total += spot.total;
    }
    into[place] = nearest;
  }
  return { spots, into };
}

function rooms(x, y, merge, widest) {
  const grid = new Grid(merge * 4);
  for (let group = 0; group < x.length; group += 1) grid.add(x[group], y[group], group);
  const room = new Float32Array(x.length).fill(widest);
  for (let group = 0; group < x.length; group += 1) {
    for (let reach = 1; reach <= 6; reach += 1) {
      let least = widest * 2;
      grid.near(x[group], y[group], reach, (other) => {
        if (other !== group) least = Math.min(least, Math.hypot(x[other] - x[group], y[other] - y[group]));
      });
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

/** Half the side of the picture of a sign with its rim, in whole pixels. */
export function signHalf(radius) {
  return Math.ceil(radius * 1.25 + 2);
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
  return Math.min(LARGEST, 9.5 + 2.1 * Math.log2(count));
}
