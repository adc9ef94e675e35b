/* From a picture to things to draw: signs in sunflowers, and counted discs where a sunflower has no room. Pure.

   `sign` and `discs` are in pixels of the whole world at the zoom; the layer subtracts its own corner. Who changed since
   the last picture is moved, everybody else stays counted where they are; `dirty` lists the spots that look different
   (unless `isNew` says that all may). */

import { Gathering } from "../field/turns.js";
import { capacity, discRadius, signHalf, signRadius, spacing, sunflower } from "./groups.js";

/** So much farther than its radius reaches a disc with its rim. */
const DISC_RIM = 3;

export class Arrangement {
  constructor(total) {
    this.from = new Int32Array(total);
    this.to = new Int32Array(total);
    this.sign = {
      x: new Float32Array(total),
      y: new Float32Array(total),
      owner: new Int32Array(total),
      count: 0,
    };
    this.discs = [];
    this.groups = null;
    this.version = -1;
  }

  /**
   * @param picture what stands where (picture.js)
   * @param groups spots at this zoom (groups.js)
   * @param view the part that is drawn: { left, top, right, bottom }, same pixels as the groups
   * @param book what categories look like (signs.js); without one the shares of discs are not kept
   */
  arrange(picture, groups, view, book = null) {
    const steps = picture.version - this.version;
    const isOther = groups !== this.groups || book !== this.book || steps > 1 || (steps === 1 && picture.isNew);
    // In another epoch other seats are taken, also around those who stay.
    this.isNew = isOther || picture.epoch !== this.epoch;
    this.picture = picture;
    if (isOther) this.startOver(groups, book);
    if (isOther) this.countAll(picture);
    else this.follow(picture, steps === 1);
    this.version = picture.version;
    this.epoch = picture.epoch;
    this.seen = null;
    this.radius = signRadius(groups.zoom);
    this.gather(groups, view);
    return this;
  }

  startOver(groups, book) {
    const spots = groups.x.length;
    this.groups = groups;
    this.book = book;
    this.sizes = new Int32Array(spots);
    this.colours = book?.names.length ?? 0;
    this.sixths = book?.sixths ?? null;
    this.shares = new Int32Array(spots * this.colours);
    this.lists = new Array(spots).fill(null);
    /** The first sign of each spot, −1 where there is none. */
    this.first = new Int32Array(spots).fill(-1);
    /** Left, top, right and bottom of what is drawn at each spot; without width where nothing is drawn. */
    this.box = new Float64Array(4 * spots);
    this.dirty = new Gathering(spots);
    /** The spot of each place row, one farther on, so that row −1, no place, has its own: −1. */
    this.spotOfPlace = new Int32Array(this.picture.site.length + 1).fill(-1);
    for (let row = 0; row < this.picture.site.length; row += 1) this.locate(row);
  }

  locate(row) {
    const site = this.picture.site[row];
    this.spotOfPlace[row + 1] = site < 0 ? -1 : this.groups.of[site];
  }

  countAll(picture) {
    for (let owner = 0; owner < picture.total; owner += 1) {
      const spot = this.spotOf(owner);
      if (spot < 0) continue;
      this.sizes[spot] += 1;
      this.share(spot, picture.categoryOf(owner), 1);
    }
  }

  /** Take who changed from where they were counted to where they stand now. */
  follow({ looks, moved, changed }, isStep) {
    const { from, to, spotOfPlace } = this;
    const { owners, rows, codes } = changed;
    const count = isStep ? changed.count : 0;
    this.dirty.clear();
    // All are asked of memory together, before anything has to be decided about one of them.
    for (let at = 0; at < count; at += 1) from[at] = spotOfPlace[rows[at] + 1];
    if (isStep) for (const place of moved) this.locate(place);
    for (let at = 0; at < count; at += 1) to[at] = spotOfPlace[looks[2 * owners[at]] + 1];
    for (let at = 0; at < count; at += 1) {
      const [before, now, owner] = [from[at], to[at], owners[at]];
      if (before >= 0) this.share(before, codes[at], -1);
      if (now >= 0) this.share(now, looks[2 * owner + 1] >> 2, 1);
      if (before === now) continue;
      if (before >= 0) this.leave(before, owner);
      if (now >= 0) this.join(now, owner);
    }
  }

  leave(spot, owner) {
    this.sizes[spot] -= 1;
    this.lists[spot]?.splice(this.lists[spot].indexOf(owner), 1);
  }

  join(spot, owner) {
    const [list, { rank }] = [this.lists[spot], this.picture];
    this.sizes[spot] += 1;
    if (!list) return;
    let place = list.length;
    while (place > 0 && rank[list[place - 1]] > rank[owner]) place -= 1;
    list.splice(place, 0, owner);
  }

  share(spot, code, change) {
    const { shares, sixths, colours } = this;
    this.dirty.add(spot);
    for (let name = 0; name < colours; name += 1) shares[spot * colours + name] += change * sixths[code * colours + name];
  }

  /** What is drawn of the part in view. */
  gather(groups, { left, top, right, bottom }) {
    const { sizes, first, radius } = this;
    const flowers = [];
    this.sign.count = 0;
    this.discs = [];
    this.box.fill(0);
    for (let group = 0; group < sizes.length; group += 1) {
      first[group] = -1;
      if (sizes[group] === 0) continue;
      const reach = groups.room[group] + 30;
      const [x, y] = [groups.x[group], groups.y[group]];
      if (x + reach < left || x - reach > right || y + reach < top || y - reach > bottom) continue;
      if (sizes[group] > capacity(groups.room[group], radius)) this.placeDisc(group);
      else flowers.push(group);
    }
    this.list(flowers.filter((group) => this.lists[group] === null));
    for (const group of flowers) this.placeFlower(group);
  }

  placeDisc(group) {
    const { sizes, groups } = this;
    const radius = discRadius(sizes[group]);
    const [x, y, reach] = [groups.x[group], groups.y[group], radius + DISC_RIM];
    this.discs.push({ x, y, group, count: sizes[group], radius });
    this.setBox(group, x - reach, y - reach, x + reach, y + reach);
    // So many need no list in order, unless somebody asks for it.
    this.lists[group] = null;
  }

  placeFlower(group) {
    const { sizes, sign, picture, groups } = this;
    const size = sizes[group];
    const seats = capacity(groups.room[group], this.radius);
    const members = this.lists[group];
    const main = groups.main[group];
    const alone = size === 1 ? picture.site[picture.rowOf(members[0])] : main;
    const scale = 256 * 2 ** groups.zoom;
    const [x, y] = [picture.sites.x[alone] * scale, picture.sites.y[alone] * scale];
    const keeps = groups.alone[group] === 1 && picture.taken[main] <= seats;
    const lonely = size === 1 && !(keeps && picture.taken[main] > 1);
    const step = lonely ? 0 : spacing(this.radius);
    const flower = sunflower(seats + 1);
    // A picture of a sign is put on whole pixels.
    const half = signHalf(this.radius) + 1;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    this.first[group] = sign.count;
    for (let place = 0; place < size; place += 1) {
      const owner = members[place];
      const seat = keeps ? picture.seat[picture.rowOf(owner)] : place;
      const [px, py] = [x + flower.x[seat] * step, y + flower.y[seat] * step];
      left = Math.min(left, px - half);
      top = Math.min(top, py - half);
      right = Math.max(right, px + half);
      bottom = Math.max(bottom, py + half);
      sign.x[sign.count] = px;
      sign.y[sign.count] = py;
      sign.owner[sign.count] = owner;
      sign.count += 1;
    }
    this.setBox(group, left, top, right, bottom);
  }

  setBox(group, left, top, right, bottom) {
    const { box } = this;
    box[4 * group] = left;
    box[4 * group + 1] = top;
    box[4 * group + 2] = right;
    box[4 * group + 3] = bottom;
  }

  /** Who stands at a spot, the oldest first. */
  members(group) {
    if (this.lists[group] === null) this.list([group]);
    return this.lists[group];
  }

  /** Make the lists of some spots; they are kept as long as each is drawn as a flower. */
  list(groups) {
    if (groups.length === 0) return;
    const { lists } = this;
    const { rank, total } = this.picture;
    const isWanted = new Uint8Array(lists.length);
    for (const group of groups) {
      lists[group] = [];
      isWanted[group] = 1;
    }
    for (let owner = 0; owner < total; owner += 1) {
      const spot = this.spotOf(owner);
      if (spot >= 0 && isWanted[spot] === 1) lists[spot].push(owner);
    }
    for (const group of groups) lists[group].sort((one, other) => rank[one] - rank[other]);
  }

  /** The spot where an organisation stands now, −1 when it is not on the map. */
  spotOf(owner) {
    return owner < 0 ? -1 : this.spotOfPlace[this.picture.rowOf(owner) + 1];
  }

  /** How much of a disc is of each colour, in sixths of a member: [name of the colour, number], by name. */
  sharesOf(group) {
    const { names } = this.book;
    const first = group * names.length;
    return names
      .map((name, at) => [name, this.shares[first + at]])
      .filter(([, sixths]) => sixths > 0);
  }

  /** Where the sign of an organisation is, or null when it has none of its own. */
  positionOf(owner) {
    const { sign } = this;
    this.seen ??= new Map(Array.from({ length: sign.count }, (_unused, index) => [sign.owner[index], index]));
    const index = this.seen.get(owner);
    return index === undefined ? null : { x: sign.x[index], y: sign.y[index] };
  }

  /** How far what is drawn at a spot reaches from its middle. */
  reachOf(group) {
    const size = this.sizes[group];
    if (size === 0) return 0;
    if (size > capacity(this.groups.room[group], this.radius)) return discRadius(size);
    return Math.sqrt(size) * spacing(this.radius) + this.radius;
  }

  /** What is drawn at a point: { owner } or { disc } or null. Discs lie on top. */
  at(x, y, slack = 0) {
    for (const disc of this.discs)
      if (Math.hypot(disc.x - x, disc.y - y) <= disc.radius + slack) return { disc };
    const { sign } = this;
    let [nearest, least] = [-1, (Math.max(this.radius, 6) + 1.5 + slack) ** 2];
    for (let index = 0; index < sign.count; index += 1) {
      const distance = (sign.x[index] - x) ** 2 + (sign.y[index] - y) ** 2;
      if (distance <= least) [nearest, least] = [index, distance];
    }
    return nearest < 0 ? null : { owner: sign.owner[nearest], x: sign.x[nearest], y: sign.y[nearest] };
  }
}
