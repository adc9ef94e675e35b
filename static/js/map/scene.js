/* Everything that is drawn on the map for a state: areas, ties and points, kept in step. */

import { toDay } from "../time/days.js";
import { readFill } from "./area_fill.js";
import { AreaLayer } from "./area_layer.js";
import { arcLayer } from "./arc_layer.js";
import { deriveArcs } from "./arcs.js";
import { categoriesBy } from "./categories.js";
import { drawNames, NAMES_FROM_ZOOM } from "./names.js";
import { Picture } from "./picture.js";
import { pointLayer } from "./point_layer.js";
import { readColours, SignBook } from "./signs.js";

export class Scene {
  constructor(L, map, field, config) {
    Object.assign(this, { map, field, config });
    this.colour = readColours();
    this.picture = new Picture(field);
    this.useColour("activity");
    map.createPane("ties").style.zIndex = 420;
    map.getPane("ties").style.pointerEvents = "none";
    map.getPane("markerPane").style.pointerEvents = "none";
    this.areas = new AreaLayer(L, {
      map,
      changes: config.boundary_days.map(toDay),
      address: (day) => this.areaAddress(day),
      onLoad: (collection) => this.onAreas?.(collection),
    });
    this.points = pointLayer(L, {
      picture: this.picture,
      colour: this.colour,
      book: this.book,
      below: (context, view) =>
        drawNames(context, view, {
          picture: this.picture,
          zoom: this.points.zoom,
          colour: this.colour,
          reach: (site) => this.liftOf(site),
        }),
      above: (context, view) => this.arcs?.drawCounts(context, view),
      isPlain: () => this.points.zoom < NAMES_FROM_ZOOM && this.arcs.inside.size === 0,
    });
    this.arcs = arcLayer(L, {
      colour: this.colour,
      pane: "ties",
      line: (kind) => this.lineOf(kind),
      place: (stand) => this.placeOf(stand),
      lift: (site) => this.liftOf(site),
      obstacles: () => ({ discs: this.points.arrangement.discs, boxes: this.points.arrangement.box }),
      onMark: () => this.points.redraw(),
    });
    this.points.addTo(map);
    this.arcs.addTo(map);
    this.keys = new Map(field.organisations.key.map((key, index) => [key, index]));
    this.ties = new Map(field.ties.key.map((key, index) => [key, index]));
  }

  areaAddress(day) {
    const iso = this.config.boundary_days.find((one) => toDay(one) === day);
    return this.config.urls.areas.replace("0000-00-00", iso);
  }

  useColour(attribute) {
    if (this.categories?.attribute === attribute) return;
    this.categories = categoriesBy(attribute, this.field);
    this.book = new SignBook(this.config.palette, this.categories);
    this.picture.met.fill(0);
    this.points?.useSigns(this.book);
  }

  lineOf(kind) {
    const { looks, dashes } = this.config.palette;
    return { colour: looks.tie_kind[kind]?.[0] ?? "unknown", dash: dashes[kind % dashes.length] };
  }

  /** Draw a state on a day. `mask` says who matches, `change` what is other in it than in another answer (walk.js). */
  show(state, day, { mask, change }) {
    this.useColour(state.get("colour"));
    this.picture.show(mask, day, this.categories, change);
    this.points.step();
    this.areas.fill = state.get("fill");
    this.areas.highest = this.highest(state.get("fill"));
    this.areas.goTo(day);
    this.areas.paint(this.picture, day);
    this.showTies(state, mask, day);
    this.choose(state.get("open"));
  }

  showTies(state, mask, day) {
    if (state.get("ties") !== "1") {
      if (this.arcs.arcs.length > 0 || this.arcs.inside.size > 0) this.clearTies();
      this.drawn = null;
      return;
    }
    const kinds = new Set(state.all("tie").map((key) => this.field.terms.tie_kind.indexOf(key)));
    const { organisation } = this.field.participations;
    const narrowed = state.question
      .split("&")
      .some((pair) => pair && !/^(day|from|to|certainty|tie)=/.test(pair));
    const wanted = (tie, rows) =>
      (kinds.size === 0 || kinds.has(this.field.ties.kind[tie])) &&
      (!narrowed || rows.some((row) => organisation[row] >= 0 && mask[organisation[row]] === 1));
    this.drawn = deriveArcs(this.picture, day, { possible: state.get("certainty") === "possible", wanted });
    const counted = this.arcs.inside.size > 0;
    this.arcs.show(this.drawn);
    if (counted || this.drawn.inside.size > 0) this.points.redraw();
  }

  clearTies() {
    this.arcs.show({ arcs: [], inside: new Map() });
    this.points.redraw();
  }

  /** Where a party of a tie is drawn: at its own sign, in its disc, or at its municipality. */
  placeOf({ site, owner }) {
    const { arrangement } = this.points;
    const own = owner >= 0 ? arrangement.positionOf(owner) : null;
    if (own) return own;
    const scale = 256 * 2 ** this.points.zoom;
    const group = arrangement.groups?.of[site] ?? -1;
    if (group >= 0 && arrangement.sizes[group] > 0)
      return { x: arrangement.groups.x[group], y: arrangement.groups.y[group] };
    return { x: this.picture.sites.x[site] * scale, y: this.picture.sites.y[site] * scale };
  }

  /** How far the flower or disc of a municipality reaches from its middle. */
  liftOf(site) {
    const { arrangement } = this.points;
    const group = arrangement.groups?.of[site] ?? -1;
    return group < 0 ? 0 : arrangement.reachOf(group);
  }

  /** The most that one municipality ever held: it sets the steps of the fill, which then stay while time moves. */
  highest(fill) {
    if (!readFill(fill).measure.startsWith("ties"))
      return (
        this.mostEver ??
        (this.mostEver = Math.max(
          1,
          ...this.picture.most.subarray(0, this.field.municipalities.code.length),
        ))
      );
    return this.mostTies ?? (this.mostTies = this.countTies());
  }

  countTies() {
    const counts = new Map();
    for (const municipality of this.field.participations.municipality)
      counts.set(municipality, (counts.get(municipality) ?? 0) + 1);
    counts.delete(-1);
    return Math.max(1, ...counts.values());
  }

  /** Mark what is open: an organisation, a collaboration or a municipality. */
  choose(key) {
    this.points.choose(this.keys.get(key) ?? -1);
    this.arcs.mark({ chosen: this.ties.get(key) ?? -1 });
    this.areas.choose(key);
  }

  /** Places of everyone shown, as [lat, lon]. */
  shownPlaces() {
    const { picture } = this;
    const places = [];
    for (let owner = 0; owner < picture.total; owner += 1) {
      if (picture.rowOf(owner) < 0) continue;
      const site = picture.site[picture.rowOf(owner)];
      places.push([picture.sites.lat[site] / 10_000, picture.sites.lon[site] / 10_000]);
    }
    return places;
  }
}
