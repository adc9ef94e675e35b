/* The points on the map, drawn from typed arrays. */

import { Arrangement } from "./arrangement.js";
import { canvasLayerClass } from "./canvas_layer.js";
import { drawDiscs, drawHalo } from "./discs.js";
import { groupSites } from "./groups.js";
import { SignSheet } from "./signs.js";

/** More changed spots than this are quicker drawn with everything else. */
const MOST_PATCHES = 40;

let made = null;

/** @param options { picture, colour (reads a colour token), book (signs.js), below and above(context, view) draw what lies
    under and over the points, isPlain() says that they draw nothing now } */
export function pointLayer(L, options) {
  made ??= canvasLayerClass(L).extend({
    options: { name: "point-layer", pane: "markerPane" },

    initialize(given) {
      L.setOptions(this, given);
      this.picture = given.picture;
      this.arrangement = new Arrangement(this.picture.total);
      this.spots = new Map();
      this.chosen = -1;
      this.hovered = -1;
    },

    prepare() {
      this.useSigns(this.options.book);
    },

    /** Spots depend on zoom and on the epoch of municipalities, never on the day. */
    groups() {
      const name = `${this.picture.epoch}/${this.zoom.toFixed(2)}`;
      if (!this.spots.has(name)) {
        if (this.spots.size > 24) this.spots.clear();
        this.spots.set(name, groupSites(this.picture.sites, this.picture.taken, this.zoom));
      }
      return this.spots.get(name);
    },

    useSigns(book) {
      this.options.book = book;
      this.sheet = new SignSheet(book, this.options.colour, this.ratio);
    },

    draw(context, view) {
      if (Number.isNaN(this.picture.epoch)) return;
      this.arrange(view);
      this.paint(context, view);
    },

    arrange(view) {
      this.arrangement.arrange(this.picture, this.groups(), view, this.options.book);
    },

    paint(context, view) {
      this.options.below?.(context, view);
      this.drawPoints(context);
      this.options.above?.(context, view);
      this.painted = { groups: this.arrangement.groups, extent: this.arrangement.extent.slice() };
    },

    /** Draw the next day: only around the spots that changed, when they are few and nothing lies under or over them. */
    step() {
      const { picture } = this;
      if (!this._map || Number.isNaN(picture.epoch)) return;
      const view = this.view();
      this.arrange(view);
      const patches = this.patches(view);
      if (patches === null) this.begin((context) => this.paint(context, view));
      else if (patches.length > 0) this.mend(patches);
    },

    /** The squares around the spots that changed; null when everything is to be drawn. */
    patches(view) {
      const { arrangement, painted, corner, ratio } = this;
      const { dirty, extent, groups } = arrangement;
      const isOther = arrangement.isNew || painted?.groups !== groups || !(this.options.isPlain?.() ?? true);
      if (isOther || dirty.count > MOST_PATCHES || 2 * dirty.count > extent.length) return null;
      const patches = [];
      for (const group of dirty.list()) {
        const reach = Math.max(extent[group], painted.extent[group]);
        const [x, y] = [groups.x[group], groups.y[group]];
        if (x + reach < view.left || x - reach > view.right || y + reach < view.top || y - reach > view.bottom)
          continue;
        const whole = (value, round) => round(value * ratio) / ratio;
        patches.push({
          left: corner.x + whole(x - reach - corner.x, Math.floor),
          top: corner.y + whole(y - reach - corner.y, Math.floor),
          right: corner.x + whole(x + reach - corner.x, Math.ceil),
          bottom: corner.y + whole(y + reach - corner.y, Math.ceil),
        });
      }
      return patches;
    },

    /** Wipe the patches and draw again all that lies in them, cut off at their edges. */
    mend(patches) {
      const { arrangement, painted, context } = this;
      const { groups, extent } = arrangement;
      const isNear = (group) => {
        const [x, y, reach] = [groups.x[group], groups.y[group], extent[group]];
        return patches.some(
          ({ left, top, right, bottom }) =>
            x + reach > left && x - reach < right && y + reach > top && y - reach < bottom,
        );
      };
      context.save();
      context.beginPath();
      for (const { left, top, right, bottom } of patches) {
        context.clearRect(left, top, right - left, bottom - top);
        context.rect(left, top, right - left, bottom - top);
      }
      context.clip();
      this.drawPoints(context, isNear);
      context.restore();
      painted.extent.set(extent);
    },

    drawPoints(context, isNear = null) {
      const { arrangement } = this;
      const { colour } = this.options;
      this.drawSigns(context, isNear);
      const discs = isNear ? arrangement.discs.filter(({ group }) => isNear(group)) : arrangement.discs;
      drawDiscs(context, discs, arrangement, colour);
      const chosen = this.spotOf(this.chosen);
      const ringed = chosen < 0 ? null : discs.find(({ group }) => group === chosen);
      if (ringed) drawHalo(context, ringed.x, ringed.y, ringed.radius, colour("coral"));
    },

    drawSigns(context, isNear) {
      const { arrangement, sheet, picture, corner, ratio } = this;
      const { sign, radius, spot } = arrangement;
      const { category, state } = picture;
      let [ringed, lit, group, isWanted] = [-1, -1, -1, true];
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      for (let index = 0; index < sign.count; index += 1) {
        const owner = sign.owner[index];
        if (isNear && spot[owner] !== group) {
          group = spot[owner];
          isWanted = isNear(group);
        }
        if (!isWanted) continue;
        if (owner === this.chosen) ringed = index;
        if (owner === this.hovered) lit = index;
        const drawn = sheet.picture(category[owner], state[owner], radius);
        const x = Math.round((sign.x[index] - corner.x - drawn.half) * ratio);
        context.drawImage(drawn.image, x, Math.round((sign.y[index] - corner.y - drawn.half) * ratio));
      }
      context.restore();
      if (lit >= 0) drawHalo(context, sign.x[lit], sign.y[lit], radius - 1, this.options.colour("sea-800"));
      if (ringed >= 0)
        drawHalo(context, sign.x[ringed], sign.y[ringed], radius, this.options.colour("coral"));
    },

    /** The spot at which an organisation stands now, −1 when it is not on the map. */
    spotOf(owner) {
      const { picture, arrangement } = this;
      if (owner < 0 || picture.state[owner] === 0 || picture.row[owner] < 0) return -1;
      return arrangement.groups.of[picture.site[picture.row[owner]]];
    },

    choose(owner) {
      if (owner === this.chosen) return;
      this.chosen = owner;
      this.redraw();
    },

    light(owner) {
      if (owner === this.hovered) return;
      this.hovered = owner;
      this.redraw();
    },

    found(event, slack = 0) {
      const point = this.pointOf(event);
      return this.arrangement.groups ? this.arrangement.at(point.x, point.y, slack) : null;
    },
  });
  return new made(options);
}
