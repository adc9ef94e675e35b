/* The map page: one state, and everything on the page that shows it. */

import { FieldPage } from "../page/field_page.js";
import { loadAnswers } from "./answers.js";
import { addTool, goTo, keepForPaper, makeMap, writeAt } from "./base_map.js";
import { HoverLabel } from "./hover_label.js";
import { icon } from "./icons.js";
import { LegendBox } from "./legend_box.js";
import { ENDED } from "./picture.js";
import { Pointer } from "./pointer.js";
import { Scene } from "./scene.js";
import { sentenceFor, whenWords } from "./sentence.js";
import { signPicture } from "./signs.js";
import { showSpot } from "./spot_list.js";

export class MapPage extends FieldPage {
  async start(L) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { map, credit } = makeMap(L, this.find("map"), {
      at: this.state.get("at"),
      words: this.words,
      still,
    });
    Object.assign(this, { map, credit });
    addTool(L, map, {
      label: this.words.say("zoom_to_result"),
      icon: icon("fit"),
      act: () => this.zoomToResult(),
    });
    this.answers = await loadAnswers(this.config);
    this.scene = new Scene(L, map, this.answers.field, this.config);
    keepForPaper(this.find("map"));
    this.scene.onAreas = (collection) => this.credits(collection);
    this.legend = new LegendBox(this.find("legend"), this.scene, this.words, this.config);
    this.startTime(this.answers.field);
    const label = new HoverLabel(this.find("hover"), this.find("map"));
    this.pointer = new Pointer({
      scene: this.scene,
      map,
      label,
      words: this.words,
      labels: this.config.labels,
      onOpen: (key) => this.open(key),
      onList: (owners) => this.listSpot(owners),
    });
    this.listen();
    this.refresh();
    document.documentElement.dataset.ready = "map";
  }

  listen() {
    super.listen();
    // A map that only got another size tells of a move as well, but nobody moved it.
    this.map.on("movestart", () => (this.moved = true));
    this.map.on("moveend", () => {
      if (this.moved) this.change({ at: writeAt(this.map) }, { quiet: true });
      this.moved = false;
    });
  }

  look(at) {
    goTo(this.map, at);
  }

  /** Bring everything in step with the state. */
  refresh() {
    const { state, scene } = this;
    const { question, mask, change } = this.answers.ask(state);
    scene.show(state, question.division, { mask, change });
    const range = question.ranged ? { from: question.first, to: question.last } : null;
    this.strip.show(question.division, range, whenWords(question, this.words));
    this.find("sentence").textContent = sentenceFor(question, scene.picture.shown, this.words);
    this.tellMore(question.ranged);
    this.signList();
    this.find("range")?.setAttribute("aria-pressed", state.hasRange);
    this.legend.show(state);
    this.form?.show(state);
    this.links();
    this.later();
  }

  barColours() {
    const { categories, book } = this.scene;
    const parts = (owner, day) => book.coloursOf(categories.of(owner, day));
    return { attribute: categories.attribute, parts, order: this.legend.order(book) };
  }

  /** Who of a range was gone at its end; and who has no known place, and so is not on the map but in the list. */
  tellMore(ranged) {
    const { placeless, standings } = this.scene.picture;
    this.note("ended", ranged ? standings[ENDED] : 0);
    this.note("placeless", placeless);
  }

  note(name, count) {
    const note = this.find(name);
    if (note) note.textContent = count > 0 ? this.words.count(name, count) : "";
  }

  /** The sign of each one in the list, as on the map. */
  signList() {
    const { keys, picture, book } = this.scene;
    for (const place of this.list?.element.querySelectorAll("[data-sign]") ?? []) {
      const owner = keys.get(place.dataset.sign) ?? -1;
      const drawn = owner >= 0 && picture.stateOf(owner) !== 0;
      place.replaceChildren(
        ...(drawn ? [signPicture(book, picture.categoryOf(owner), picture.stateOf(owner))] : []),
      );
    }
  }

  links() {
    super.links();
    const code = this.find("embed");
    const text = this.state.toString().replaceAll("&", "&amp;");
    if (code) code.value = code.dataset.embed.replace("{query}", text ? `?${text}` : "");
  }

  listTaken() {
    if (this.scene) this.signList();
  }

  /** Where in the list the item with a key is opened. */
  listedLink(key) {
    const listed = this.list?.element.querySelector(`[data-sign="${CSS.escape(key)}"]`);
    return listed?.parentElement.querySelector("a");
  }

  listSpot(owners) {
    if (!this.panel) return;
    const { scene, pointer, state, words } = this;
    const onClose = () => {
      this.panel.element.replaceChildren();
      this.find("map").focus();
    };
    showSpot(this.panel.element, owners, { scene, pointer, state, words, onClose });
    this.panel.has("");
    this.opened = "";
  }

  zoomToResult() {
    const places = this.scene?.shownPlaces() ?? [];
    if (places.length === 0) goTo(this.map, "");
    else this.map.fitBounds(places, { maxZoom: 12, padding: [48, 48] });
  }

  /** On the map what kind of boundaries these are, in the legend whose they are. */
  credits(collection) {
    const schematic = collection.features.some(({ properties }) =>
      ["schematic", "divided"].includes(properties.basis),
    );
    const said = schematic ? this.words.say("schematic") : "";
    if (this.credited !== said) {
      if (this.credited) this.credit.removeAttribution(this.credited);
      if (said) this.credit.addAttribution(said);
      this.credited = said;
    }
    this.legend.credit([said, collection.credit].filter(Boolean).join(": "));
  }
}
