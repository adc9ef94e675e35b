/* The points on the map, drawn from typed arrays. */

import { Arrangement } from "./arrangement.js";
import { canvasLayerClass } from "./canvas_layer.js";
import { drawDisc, drawHalo } from "./discs.js";
import { groupSites } from "./groups.js";
import { SignSheet } from "./signs.js";

let made = null;

/** @param options { picture, colour (reads a colour token), book (signs.js), below and above(context, view) draw what lies under and over the points } */
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
      this.arrangement.arrange(this.picture, this.groups(), view);
      this.options.below?.(context, view);
      this.drawSigns(context);
      const { book, colour } = this.options;
      for (const disc of this.arrangement.discs) {
        drawDisc(context, disc, this.arrangement, this.picture, book, colour);
        if (this.spotOf(this.chosen) === disc.group)
          drawHalo(context, disc.x, disc.y, disc.radius, colour("coral"));
      }
      this.options.above?.(context, view);
    },

    drawSigns(context) {
      const { arrangement, sheet, picture, corner, ratio } = this;
      const { sign, radius } = arrangement;
      const { category, state } = picture;
      let [ringed, lit] = [-1, -1];
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      for (let index = 0; index < sign.count; index += 1) {
        const owner = sign.owner[index];
        if (owner === this.chosen) ringed = index;
        if (owner === this.hovered) lit = index;
        const drawn = sheet.picture(category[owner], state[owner], radius);
        const x = Math.round((sign.x[index] - corner.x - drawn.half) * ratio);
        context.drawImage(drawn, x, Math.round((sign.y[index] - corner.y - drawn.half) * ratio));
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
