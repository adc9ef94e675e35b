/* The points on the map, drawn from typed arrays. */

import { Arrangement } from "./arrangement.js";
import { canvasLayerClass } from "./canvas_layer.js";
import { drawDiscs, drawHalo } from "./discs.js";
import { groupSites } from "./groups.js";
import { spotsToMend } from "./mending.js";
import { SignSheet } from "./signs.js";

/** So much farther than a spot reaches the ring around what is chosen or pointed at. */
const HALO = 5;

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

    /** Spots depend on the zoom, never on the day. */
    groups() {
      const name = this.zoom.toFixed(2);
      if (!this.spots.has(name)) {
        if (this.spots.size > 24) this.spots.clear();
        this.spots.set(name, groupSites(this.picture.sites, this.picture.most, this.zoom));
      }
      return this.spots.get(name);
    },

    useSigns(book) {
      this.options.book = book;
      this.sheet?.stop();
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
      this.painted = { groups: this.arrangement.groups, boxes: this.boxes() };
      this.sheet.prepare(this.arrangement.radius);
    },

    /** The box of what is drawn at each spot, with rings. */
    boxes() {
      const { arrangement } = this;
      const boxes = arrangement.box.slice();
      for (const owner of [this.chosen, this.hovered]) {
        const at = 4 * arrangement.spotOf(owner);
        if (at < 0 || boxes[at] === boxes[at + 2]) continue;
        for (const side of [0, 1]) boxes[at + side] -= HALO;
        for (const side of [2, 3]) boxes[at + side] += HALO;
      }
      return boxes;
    },

    /** Draw the next day: only around the spots that changed, when they are few and nothing lies under or over them. */
    step() {
      const { picture, arrangement, painted } = this;
      if (!this._map || Number.isNaN(picture.epoch)) return;
      const view = this.view();
      this.arrange(view);
      const isOther = arrangement.isNew || painted?.groups !== arrangement.groups || !(this.options.isPlain?.() ?? true);
      const boxes = isOther ? null : this.boxes();
      const mended = boxes && spotsToMend(arrangement.dirty.list(), painted.boxes, boxes);
      if (mended) this.mend(mended, boxes);
      else this.begin((context) => this.paint(context, view));
    },

    /** Wipe the boxes of some spots, and draw these again. */
    mend({ spots, wiped }, boxes) {
      const { context, corner, ratio } = this;
      const down = (value) => Math.floor(value * ratio) / ratio;
      for (const box of wiped) {
        const [left, top] = [down(box[0] - corner.x), down(box[1] - corner.y)];
        const [right, bottom] = [-down(corner.x - box[2]), -down(corner.y - box[3])];
        context.clearRect(corner.x + left, corner.y + top, right - left, bottom - top);
      }
      this.drawPoints(context, spots);
      this.painted.boxes = boxes;
    },

    /** Draw signs and discs: all, or those of some spots. */
    drawPoints(context, spots = null) {
      const { arrangement, corner, ratio } = this;
      const { colour } = this.options;
      this.drawSigns(context, spots);
      const discs = spots ? arrangement.discs.filter(({ group }) => spots.includes(group)) : arrangement.discs;
      drawDiscs(context, discs, { arrangement, colour, corner, ratio });
      const chosen = arrangement.spotOf(this.chosen);
      const ringed = chosen < 0 ? null : discs.find(({ group }) => group === chosen);
      if (ringed) drawHalo(context, ringed.x, ringed.y, ringed.radius, colour("coral"));
    },

    drawSigns(context, spots) {
      const { arrangement, corner, ratio } = this;
      const { sign, first, sizes } = arrangement;
      this.ringed = -1;
      this.lit = -1;
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (!spots) this.stampSigns(context, 0, sign.count);
      else for (const spot of spots) if (first[spot] >= 0) this.stampSigns(context, first[spot], first[spot] + sizes[spot]);
      context.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
      this.drawSignHalo(context, this.lit, -1, "sea-800");
      this.drawSignHalo(context, this.ringed, 0, "coral");
    },

    /** Stamp the signs from one number to before another, and note which of them get a ring. */
    stampSigns(context, from, until) {
      const { sheet, picture, corner, ratio } = this;
      const { sign, radius } = this.arrangement;
      for (let index = from; index < until; index += 1) {
        const owner = sign.owner[index];
        if (owner === this.chosen) this.ringed = index;
        if (owner === this.hovered) this.lit = index;
        const drawn = sheet.picture(picture.categoryOf(owner), picture.stateOf(owner), radius);
        const x = Math.round((sign.x[index] - corner.x - drawn.half) * ratio);
        context.drawImage(drawn.image, x, Math.round((sign.y[index] - corner.y - drawn.half) * ratio));
      }
    },

    drawSignHalo(context, index, wider, stroke) {
      const { sign, radius } = this.arrangement;
      if (index >= 0) drawHalo(context, sign.x[index], sign.y[index], radius + wider, this.options.colour(stroke));
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
