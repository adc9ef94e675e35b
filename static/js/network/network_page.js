/* The network page: one state, and everything on the page that shows it. */

import { mask } from "../field/answer.js";
import { FEWEST_SHOWN, SENSITIVE } from "../field/table.js";
import { loadAnswers } from "../map/answers.js";
import { HoverLabel } from "../map/hover_label.js";
import { ENDED, POSSIBLE } from "../map/picture.js";
import { sentenceFor, whenWords } from "../map/sentence.js";
import { readColours } from "../map/signs.js";
import { FieldPage } from "../page/field_page.js";
import { EARLIEST, LATEST } from "../time/days.js";
import { Camera } from "./camera.js";
import { NetworkCanvas } from "./canvas.js";
import { Finder } from "./finder.js";
import { Gestures } from "./gestures.js";
import { Heads } from "./heads.js";
import { NetworkLegend } from "./legend.js";
import { loadDrawing } from "./loading.js";
import { Network, NOT_CONNECTED, ORGANISATION, UNNAMED } from "./network.js";
import { PartyBook } from "./party_signs.js";
import { layoutFor, linesFor, signAt, signsFor } from "./picture.js";
import { RINGS } from "./rings.js";

const RING_DASHES = [[], [], [12, 3], [5, 2, 1.5, 2, 1.5, 2]];

/** Whether a number would count a sensitive attribute of few. */
function areFew({ asked }, count) {
  return count > 0 && count < FEWEST_SHOWN && SENSITIVE.some((name) => asked[name]?.length > 0);
}

export class NetworkPage extends FieldPage {
  static looking = "zoom";

  async start() {
    this.answers = await loadAnswers(this.config);
    await this.loadLinks();
    const { field } = this.answers;
    this.camera = new Camera();
    const frame = this.find("drawing");
    this.canvas = new NetworkCanvas({
      frame,
      camera: this.camera,
      colour: readColours(),
      line: (style) => this.lineOf(style),
      name: ({ place }) => this.nameOf(place),
      onDraw: () => this.heads.place(this.camera),
    });
    this.heads = new Heads(frame, this.words);
    this.legend = new NetworkLegend(this.find("legend"), this.words, this.config.labels);
    this.finder = new Finder(this.find("find"), this.find("find-names"), (place) => this.goToParty(place));
    this.label = new HoverLabel(this.find("hover"), frame);
    this.startTime(field);
    this.gestures = new Gestures({
      element: frame,
      camera: this.camera,
      onMove: () => this.canvas.follow(),
      onRest: () => this.looked(),
      onPoint: (point) => this.point(point),
      onPress: (point, slack) => this.press(point, slack),
    });
    this.listen();
    this.resize();
    new ResizeObserver(() => this.resize()).observe(frame);
    this.look(this.state.get("zoom"));
    this.refresh();
    document.documentElement.dataset.ready = "network";
  }

  listen() {
    super.listen();
    for (const button of document.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => this.zoomBy(button.dataset.zoom));
    const list = this.find("list");
    for (const [name, on] of [
      ["pointerover", true],
      ["pointerout", false],
      ["focusin", true],
      ["focusout", false],
    ])
      list.addEventListener(name, (event) => this.lightRow(event.target.closest("[data-party]"), on));
    this.find("drawing").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.state.get("open")) this.change({ open: "" });
    });
  }

  /** Links of another rule or certainty, or places of another layout, are fetched when they are asked for. */
  async loadLinks() {
    const { state, config } = this;
    const wanted = ["rule", "certainty", "layout"].map((name) => state.get(name));
    this.wanted = wanted.join();
    const drawing = await loadDrawing(config.urls.drawing, wanted);
    if (this.wanted !== wanted.join()) return;
    if (!this.network || drawing.revision !== this.revision) {
      // Links and field have to be of the same moment; whoever changed it meanwhile changed both.
      if (drawing.revision !== this.answers.field.revision) this.answers = await loadAnswers(config);
      this.network = new Network(drawing, this.answers.field);
    } else this.network.takeLinks(drawing);
    this.revision = drawing.revision;
    this.loaded = wanted.join();
    this.arranged = "";
  }

  lineOf(style) {
    const { looks, dashes } = this.config.palette;
    const [kind, ring] = [Math.floor(style / RINGS), style % RINGS];
    return {
      colour: looks.tie_kind[kind]?.[0] ?? "unknown",
      dash: ring > 0 ? RING_DASHES[ring] : dashes[kind % dashes.length],
    };
  }

  nameOf(place) {
    const { network } = this;
    const index = network.index(place);
    if (network.sort[place] === ORGANISATION) return network.field.organisations.name[index];
    if (network.sort[place] === UNNAMED) return this.words.say(`unnamed_${network.unnamed.get(place)}`);
    return network.field.municipalities.name[index];
  }

  get panelQuestion() {
    const { state } = this;
    return [state.question, state.get("steps")].join(" ");
  }

  barColours() {
    const { book } = this;
    return {
      attribute: book.attribute,
      parts: (owner, day) => book.coloursOf(owner, day),
      order: book.colours,
    };
  }

  /** Bring everything in step with the state. */
  refresh() {
    const { state } = this;
    const wanted = ["rule", "certainty", "layout"].map((name) => state.get(name)).join();
    if (wanted !== this.loaded) {
      if (wanted !== this.wanted) this.loadLinks().then(() => this.refresh());
      return;
    }
    const { question, mask: matching } = this.answers.ask(state);
    this.arrange(question);
    this.draw(question, matching);
    const range = question.ranged ? { from: question.first, to: question.last } : null;
    this.strip.show(question.division, range, whenWords(question, this.words));
    const found = matching.reduce((sum, one) => sum + one, 0);
    this.find("sentence").textContent = sentenceFor(question, found, this.words);
    this.tellUntied(matching);
    this.find("range")?.setAttribute("aria-pressed", state.hasRange);
    this.form?.show(state);
    this.showChoices();
    this.links();
    this.later();
  }

  /**
   * Places of all parties that the question can ever show: found anew when it asks for others, never for another day.
   * Where one looked among other places means nothing here, so these are seen as a whole.
   */
  arrange(question) {
    const { state, network } = this;
    const signs = state.get("signs");
    if (this.book?.attribute !== signs) {
      this.book = new PartyBook(this.config.palette, signs, network.field);
      this.canvas.useSigns(this.book);
      this.legend.useBook(this.book);
    }
    const layout = state.get("layout");
    const { width, height } = this.camera.frame;
    const isHigh = width < 0.9 * height + 80;
    const arranged = `${state.timeless} ${layout} ${isHigh}`;
    if (arranged === this.arranged) return;
    this.arranged = arranged;
    const always = { ...question, first: EARLIEST, last: LATEST, ranged: true };
    this.layout = layoutFor(network, network.ever(question), mask(network.field, always), { layout, isHigh });
    this.camera.measure(this.layout, this.camera.frame);
    const places = arranged.replaceAll(/\b(rule|certainty)=[^& ]*&?/g, "");
    if (this.places && this.places !== places) this.change({ zoom: "" }, { quiet: true });
    this.places = places;
    this.look(state.get("zoom"));
  }

  /** An address that one goes back to says itself where one looks. */
  goBack() {
    this.places = null;
    this.isReturning = true;
    super.goBack();
  }

  draw(question, matching) {
    const { network, state, layout } = this;
    const isLayered = state.get("layout") !== "free";
    const moment = network.on(question);
    const shown = Object.keys(question.errors).length > 0 ? new Uint8Array(network.count) : moment.shown(matching);
    const before = this.chosen;
    const chosen = state.get("open") ? network.place(state.get("open"), question.division) : -1;
    const around = chosen >= 0 ? moment.around(chosen, question.steps) : null;
    around?.forEach((near, place) => near && (shown[place] = 1));
    const signs = signsFor(network, moment, shown, { layout, book: this.book, mask: matching });
    const lines = linesFor(moment, signs, isLayered);
    Object.assign(this, { moment, question, signs, chosen, matching });
    this.focus = around ? new Set(signs.map(({ place }) => place).filter((place) => around[place])) : this.tieFocus(lines);
    this.canvas.lines = lines;
    this.canvas.bring(this.focus);
    this.heads.show(isLayered ? layout.bands : [], this.countColumns(question));
    const caption = layout.foot ? { ...layout.foot, text: this.words.say(`column_${NOT_CONNECTED}`) } : null;
    this.canvas.show({ signs, lines, bands: isLayered ? layout.bands : [], caption, chosen });
    this.legend.show(signs, lines, (style) => this.lineOf(style), network.field);
    this.finder.show(signs, (place) => this.nameOf(place));
    this.find("empty").hidden = signs.length > 0;
    if (before !== undefined && before !== chosen && !this.isReturning) this.bringInSight(chosen);
    this.isReturning = false;
  }

  /** Who is opened from the table or the panel may stand outside what one looks at. */
  bringInSight(place) {
    const sign = this.signs.find((one) => one.place === place);
    if (!sign || this.camera.sees(sign)) return;
    this.camera.lookAt(sign);
    this.canvas.draw();
    this.looked();
  }

  /** The parties of the tie that is chosen, when one is. */
  tieFocus(lines) {
    const tie = this.network.field.ties.key.indexOf(this.state.get("open"));
    if (tie < 0) return null;
    const held = lines.filter((line) => line.tie === tie).flatMap(({ one, other }) => [one, other]);
    return held.length > 0 ? new Set(held) : null;
  }

  /** How many stand in each column, as text; few of a sensitive attribute are not counted. */
  countColumns(question) {
    const counts = [0, 0, 0, 0, 0];
    for (const { column } of this.signs) counts[column] += 1;
    return counts.map((count) => (areFew(question, count) ? this.words.say("few") : this.words.numbers.format(count)));
  }

  tellUntied(matching) {
    let count = 0;
    for (let place = 0; place < this.network.count; place += 1) {
      if (this.network.sort[place] !== ORGANISATION || this.moment.degree(place) > 0) continue;
      count += matching[this.network.nodes[place]];
    }
    const isTold = count > 0 && !areFew(this.question, count);
    this.find("untied").textContent = isTold ? this.words.count("untied", count) : "";
  }

  /** Choices that stand outside the form of filters. */
  showChoices() {
    for (const input of document.querySelectorAll("input[name=layout]"))
      input.checked = input.value === this.state.get("layout");
    for (const name of ["rule", "signs"]) {
      const select = document.getElementById(name);
      if (select && select !== document.activeElement) select.value = this.state.get(name);
    }
  }

  resize() {
    const frame = this.canvas.resize();
    if (!frame.width || !frame.height) return;
    this.camera.measure(this.layout ?? { width: 1, height: 1 }, frame);
    if (this.book) this.canvas.useSigns(this.book);
    if (this.layout) this.canvas.draw();
  }

  look(text) {
    this.camera.read(text);
    if (this.layout && this.signs) this.canvas.draw();
  }

  /** Where one came to rest goes into the address; the view is exactly what the address says. */
  looked() {
    const zoom = this.camera.write();
    if (zoom) this.look(zoom);
    this.change({ zoom }, { quiet: true });
    this.links();
  }

  zoomBy(name) {
    if (name === "all") this.camera.showAll();
    else this.camera.zoomBy(name === "in" ? 1.4 : 1 / 1.4);
    this.canvas.draw();
    this.looked();
  }

  found(point, slack) {
    const reach = (this.canvas.radius + slack) / this.camera.scale;
    return signAt(this.signs, this.camera.toDrawing(point), reach);
  }

  point(point) {
    const sign = point ? this.found(point, 2) : null;
    this.find("drawing").style.cursor = sign ? "pointer" : "";
    if (sign) this.label.show(this.describe(sign), point.x, point.y);
    else this.label.hide();
    this.light(sign?.place ?? -1);
  }

  /** Bring a party and whom it is linked with to the fore, or go back to what is chosen. */
  light(place) {
    if (place === this.lit) return;
    this.lit = place;
    this.canvas.bring(place < 0 ? this.focus : new Set([place, ...this.moment.neighboursOf(place)]));
    this.canvas.draw();
  }

  lightRow(row, on) {
    if (!this.moment) return;
    const place = row && on ? this.network.place(row.dataset.party, this.question.division) : -1;
    this.light(place);
  }

  press(point, slack) {
    const sign = this.found(point, slack);
    if (!sign || this.network.sort[sign.place] === UNNAMED) return;
    this.label.hide();
    this.open(this.network.key(sign.place));
  }

  goToParty(place) {
    const sign = this.signs.find((one) => one.place === place);
    if (!sign) return;
    this.camera.lookAt(sign);
    this.canvas.draw();
    this.looked();
    if (this.network.sort[place] !== UNNAMED) this.open(this.network.key(place));
  }

  describe({ place, code, state, column }) {
    const { words, network } = this;
    const said = state === POSSIBLE && network.sort[place] !== UNNAMED ? words.say("only_possible") : "";
    return [
      this.nameOf(place),
      [this.book.words(code, this.config.labels, words), words.say(`column_${column}`)].join(" · "),
      [said, state === ENDED ? words.say("ended_in_range") : "", network.isFictional(place) ? words.say("fictional") : ""]
        .filter(Boolean)
        .join(" · "),
    ];
  }

  listTaken() {}

  listedLink(key) {
    return this.list?.element.querySelector(`[data-party="${CSS.escape(key)}"] a`);
  }
}
