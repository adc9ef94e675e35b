/* Ties on the map: a curve for each party, a count where all parties are in one municipality. */

import { bend, distanceToCurve } from "./arcs.js";
import { canvasLayerClass } from "./canvas_layer.js";
import { placeCounts } from "./count_places.js";

let made = null;

/** @param options { colour, pane, line(kind) → { colour, dash }, place(stand) → { x, y } in pixels of the world or null,
    lift(municipality) → how far what is drawn there reaches, obstacles() → { discs, boxes } that counts keep clear of,
    onMark() } */
export function arcLayer(L, options) {
  made ??= canvasLayerClass(L).extend({
    options: { name: "arc-layer", pane: "overlayPane" },

    initialize(given) {
      L.setOptions(this, given);
      this.arcs = [];
      this.inside = new Map();
      this.lit = -1;
      this.chosen = -1;
    },

    show({ arcs, inside }) {
      this.arcs = arcs;
      this.inside = inside;
      this.redraw();
    },

    draw(context, view) {
      this.curves = [];
      for (const arc of this.arcs) {
        const [from, to] = [this.options.place(arc.from), this.options.place(arc.to)];
        if (!from || !to || Math.hypot(from.x - to.x, from.y - to.y) < 4) continue;
        if (Math.max(from.x, to.x) < view.left || Math.min(from.x, to.x) > view.right) continue;
        if (Math.max(from.y, to.y) < view.top || Math.min(from.y, to.y) > view.bottom) continue;
        this.curves.push({ arc, from, to, middle: bend(from, to) });
      }
      const marked = this.lit >= 0 ? this.lit : this.chosen;
      for (const curve of this.curves)
        if (curve.arc.tie !== marked) this.stroke(context, curve, marked >= 0 ? 0.2 : 0.75, 1.6);
      for (const curve of this.curves) if (curve.arc.tie === marked) this.stroke(context, curve, 1, 3.2);
    },

    stroke(context, { arc, from, to, middle }, alpha, width) {
      const { colour, dash } = this.options.line(arc.kind);
      const path = new Path2D(`M${from.x} ${from.y}Q${middle.x} ${middle.y} ${to.x} ${to.y}`);
      context.globalAlpha = alpha;
      context.lineCap = "round";
      context.setLineDash([]);
      context.lineWidth = width + 1.5;
      context.strokeStyle = this.options.colour("paper");
      context.stroke(path);
      context.setLineDash(dash);
      context.lineWidth = width;
      context.strokeStyle = this.options.colour(arc.tie === this.chosen ? "coral" : colour);
      context.stroke(path);
      context.setLineDash([]);
      context.globalAlpha = 1;
    },

    /** Ties inside one municipality, added up for each spot of the map: [{ x, y, lift, ties, municipalities }]. */
    spots() {
      const spots = new Map();
      for (const [municipality, ties] of this.inside) {
        const at = this.options.place({ site: municipality, municipality, owner: -1 });
        const name = `${Math.round(at.x)}/${Math.round(at.y)}`;
        const spot = spots.get(name) ?? {
          x: at.x,
          y: at.y,
          lift: this.options.lift(municipality),
          ties: [],
          municipalities: [],
        };
        spot.ties.push(...ties);
        spot.municipalities.push(municipality);
        spots.set(name, spot);
      }
      return [...spots.values()];
    },

    /** Three joined dots and a number: so many ties lie inside. Drawn by the point layer, above the points. */
    drawCounts(context, view) {
      const marked = this.lit >= 0 ? this.lit : this.chosen;
      const counts = this.spots().filter(
        ({ x, y }) => x >= view.left && x <= view.right && y >= view.top && y <= view.bottom,
      );
      for (const count of counts) count.width = 24 + 7 * String(count.ties.length).length;
      const { discs, boxes } = this.options.obstacles();
      const places = placeCounts(counts, discs, boxes);
      this.counts = counts.map((count, index) => ({ ...count, ...places[index] }));
      for (const count of this.counts)
        drawCount(context, count, count.ties.includes(marked), this.options.colour);
    },

    mark({ lit = this.lit, chosen = this.chosen }) {
      if (lit === this.lit && chosen === this.chosen) return;
      this.lit = lit;
      this.chosen = chosen;
      this.redraw();
      if (this.inside.size > 0) this.options.onMark?.();
    },

    found(event, slack = 0) {
      const point = this.pointOf(event);
      const count = (this.counts ?? []).find(
        (one) =>
          Math.abs(one.x - point.x) <= one.width / 2 + slack && Math.abs(one.y - point.y) <= 10 + slack,
      );
      if (count) return { inside: count };
      let [nearest, least] = [null, 5 + slack];
      for (const curve of this.curves ?? []) {
        const distance = distanceToCurve(point, curve.from, curve.middle, curve.to);
        if (distance < least) [nearest, least] = [curve, distance];
      }
      return nearest ? { tie: nearest.arc.tie } : null;
    },
  });
  return new made(options);
}

function drawCount(context, { x, y, width, ties }, marked, colour) {
  context.beginPath();
  context.roundRect(x - width / 2, y - 9, width, 18, 9);
  context.fillStyle = colour("paper");
  context.strokeStyle = colour(marked ? "coral" : "sea-700");
  context.lineWidth = marked ? 2.5 : 1.25;
  context.fill();
  context.stroke();
  joinedDots(context, x - width / 2 + 11, y, colour("sea-700"));
  context.fillStyle = colour("ink");
  context.font = `600 11px ${colour("font-text")}`;
  context.textAlign = "start";
  context.textBaseline = "middle";
  context.fillText(String(ties.length), x - width / 2 + 20, y + 0.5);
}

function joinedDots(context, x, y, colour) {
  const dots = [
    [0, -3.6],
    [-3.8, 3],
    [3.8, 3],
  ];
  context.beginPath();
  context.moveTo(x + dots[0][0], y + dots[0][1]);
  for (const [dx, dy] of [dots[1], dots[2], dots[0]]) context.lineTo(x + dx, y + dy);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = colour;
  for (const [dx, dy] of dots) {
    context.beginPath();
    context.arc(x + dx, y + dy, 2.1, 0, 2 * Math.PI);
    context.fill();
  }
}
