/* From a picture to things to draw: signs in sunflowers, and counted discs where a sunflower has no room. Pure.

   `signs` and `discs` are in pixels of the whole world at the zoom; the layer subtracts its own corner. */

import { capacity, discRadius, signRadius, spacing, sunflower } from "./groups.js";
import { ABSENT } from "./picture.js";

export class Arrangement {
  constructor(total) {
    this.order = new Int32Array(total);
    this.spot = new Int32Array(total);
    this.sign = {
      x: new Float32Array(total),
      y: new Float32Array(total),
      owner: new Int32Array(total),
      count: 0,
    };
    this.discs = [];
    this.sizes = new Int32Array(0);
    this.starts = new Int32Array(0);
  }

  /**
   * @param picture what stands where (picture.js)
   * @param groups spots at this zoom (groups.js)
   * @param view the part that is drawn: { left, top, right, bottom }, same pixels as the groups
   */
  arrange(picture, groups, view) {
    const spots = groups.x.length;
    if (this.sizes.length !== spots) {
      this.sizes = new Int32Array(spots);
      this.starts = new Int32Array(spots + 1);
      this.next = new Int32Array(spots);
    }
    this.groups = groups;
    this.seen = null;
    this.radius = signRadius(groups.zoom);
    this.sort(picture, groups);
    this.sign.count = 0;
    this.discs = [];
    for (let group = 0; group < spots; group += 1) {
      if (this.sizes[group] === 0) continue;
      const reach = groups.room[group] + 30;
      const [x, y] = [groups.x[group], groups.y[group]];
      if (x + reach < view.left || x - reach > view.right || y + reach < view.top || y - reach > view.bottom)
        continue;
      this.place(picture, groups, group);
    }
    return this;
  }

  /** Members of each spot behind one another in `order`, the oldest first. */
  sort(picture, groups) {
    const { state, row, site, seniority, total } = picture;
    const { sizes, starts, next, order, spot } = this;
    const { of } = groups;
    sizes.fill(0);
    for (let owner = 0; owner < total; owner += 1) {
      const at = state[owner] === ABSENT || row[owner] < 0 ? -1 : of[site[row[owner]]];
      spot[owner] = at;
      if (at >= 0) sizes[at] += 1;
    }
    starts[0] = 0;
    for (let group = 0; group < sizes.length; group += 1) {
      next[group] = starts[group];
      starts[group + 1] = starts[group] + sizes[group];
    }
    for (let index = 0; index < total; index += 1) {
      const owner = seniority[index];
      const at = spot[owner];
      if (at >= 0) order[next[at]++] = owner;
    }
  }

  place(picture, groups, group) {
    const { starts, sizes, order, sign } = this;
    const size = sizes[group];
    const seats = capacity(groups.room[group], this.radius);
    const first = order[starts[group]];
    const alone = size === 1 ? picture.site[picture.row[first]] : groups.main[group];
    const scale = 256 * 2 ** groups.zoom;
    const [x, y] = [picture.sites.x[alone] * scale, picture.sites.y[alone] * scale];
    if (size > seats) {
      this.discs.push({ x, y, group, count: size, radius: discRadius(size) });
      return;
    }
    const kept = groups.alone[group] === 1 && picture.taken[groups.main[group]] <= seats;
    const lonely = size === 1 && !(kept && picture.taken[groups.main[group]] > 1);
    const step = lonely ? 0 : spacing(this.radius);
    const flower = sunflower(seats + 1);
    for (let place = 0; place < size; place += 1) {
      const owner = order[starts[group] + place];
      const seat = kept ? picture.seat[picture.row[owner]] : place;
      sign.x[sign.count] = x + flower.x[seat] * step;
      sign.y[sign.count] = y + flower.y[seat] * step;
      sign.owner[sign.count] = owner;
      sign.count += 1;
    }
  }

  members(group) {
    return this.order.subarray(this.starts[group], this.starts[group + 1]);
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
    const disc = this.discs.find((one) => one.group === group);
    return disc ? disc.radius : Math.sqrt(size) * spacing(this.radius) + this.radius;
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
