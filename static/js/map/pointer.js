/* What lies under the pointer, and what a press on it opens. */

import { SEVERAL, UNKNOWN } from "./categories.js";
import { CERTAIN, ENDED, POSSIBLE } from "./picture.js";

export class Pointer {
  /** @param options { scene, map, label (HoverLabel), words, labels, onOpen(key), onList(owners) } */
  constructor(options) {
    Object.assign(this, options);
    this.map.on("mousemove", (event) => this.move(event));
    this.map.on("mouseout movestart zoomstart", () => this.leave());
    this.map.on("click", (event) => this.press(event));
  }

  find(event, slack = 0) {
    const { points, arcs } = this.scene;
    return points.found(event, slack) ?? arcs.found(event, slack) ?? this.areaUnder(event);
  }

  areaUnder(event) {
    const path = event.originalEvent?.target;
    const code = path?.dataset?.code;
    return code ? { code } : null;
  }

  move(event) {
    if (event.originalEvent?.pointerType === "touch") return;
    const found = this.find(event);
    this.scene.points.light(found?.owner ?? -1);
    this.scene.arcs.mark({
      lit: found?.tie ?? (found?.inside?.ties.length === 1 ? found.inside.ties[0] : -1),
    });
    this.map.getContainer().style.cursor = found ? "pointer" : "";
    if (!found) return this.label.hide();
    const { x, y } = event.containerPoint;
    return this.label.show(this.describe(found), x, y);
  }

  leave() {
    this.scene.points.light(-1);
    this.scene.arcs.mark({ lit: -1 });
    this.label.hide();
  }

  press(event) {
    const found = this.find(event, event.originalEvent?.pointerType === "touch" ? 8 : 1);
    this.leave();
    if (!found) return;
    const { field, points } = this.scene;
    if (found.owner !== undefined) this.onOpen(field.organisations.key[found.owner]);
    else if (found.disc) this.openSpot(found.disc.group, [...points.arrangement.members(found.disc.group)]);
    else if (found.tie !== undefined) this.onOpen(field.ties.key[found.tie]);
    else if (found.inside)
      this.onOpen(
        found.inside.ties.length === 1
          ? field.ties.key[found.inside.ties[0]]
          : field.municipalities.code[found.inside.municipalities[0]],
      );
    else if (found.code) this.onOpen(found.code);
  }

  /** A disc of one municipality opens that municipality; one of several opens the list of who is there. */
  openSpot(group, members) {
    const municipalities = new Set(members.map((owner) => this.municipalityOf(owner)));
    const [only] = municipalities;
    if (municipalities.size === 1 && only >= 0) this.onOpen(this.scene.field.municipalities.code[only]);
    else this.onList(members);
  }

  municipalityOf(owner) {
    const { picture, field } = this.scene;
    const recorded = field.places.municipality[picture.rowOf(owner)];
    return recorded < 0 ? -1 : picture.holder[recorded];
  }

  describe(found) {
    const { field, picture, areas, points } = this.scene;
    const { words } = this;
    if (found.owner !== undefined) {
      const place = this.municipalityOf(found.owner);
      const state = {
        [CERTAIN]: "",
        [POSSIBLE]: words.say("only_possible"),
        [ENDED]: words.say("ended_in_range"),
      }[picture.stateOf(found.owner)];
      return [
        field.organisations.name[found.owner],
        [place < 0 ? "" : field.municipalities.name[place], this.category(found.owner)]
          .filter(Boolean)
          .join(" · "),
        [state, field.organisations.fictional[found.owner] ? words.say("fictional") : ""]
          .filter(Boolean)
          .join(" · "),
      ];
    }
    if (found.disc) {
      const names = [
        ...new Set(
          [...points.arrangement.members(found.disc.group)].map((owner) => this.municipalityOf(owner)),
        ),
      ]
        .filter((at) => at >= 0)
        .map((at) => field.municipalities.name[at]);
      return [
        words.count("initiatives", found.disc.count),
        names.slice(0, 3).join(", ") + (names.length > 3 ? ` +${names.length - 3}` : ""),
        words.say("press_for_list"),
      ];
    }
    if (found.tie !== undefined)
      return [
        field.ties.title[found.tie],
        this.labels.tie_kind[field.terms.tie_kind[field.ties.kind[found.tie]]] ?? "",
        field.ties.fictional[found.tie] ? words.say("fictional") : "",
      ];
    if (found.inside)
      return [
        words.count("ties_inside", found.inside.ties.length, {
          name: found.inside.municipalities.map((at) => field.municipalities.name[at]).join(", "),
        }),
        ...found.inside.ties.slice(0, 4).map((tie) => this.titleOf(tie)),
      ];
    return areas.describe(found.code, words);
  }

  titleOf(tie) {
    const { title, fictional } = this.scene.field.ties;
    return fictional[tie] ? `${title[tie]} (${this.words.say("fictional")})` : title[tie];
  }

  /** The category of an organisation in words. */
  category(owner) {
    const { categories, picture } = this.scene;
    const found = picture.categoryOf(owner);
    const name = (term) =>
      this.labels[categories.attribute]?.[categories.terms[term]] ?? categories.terms[term];
    if (found === UNKNOWN) return this.words.say("unknown");
    return found >= SEVERAL ? categories.mixes[found - SEVERAL].map(name).join(", ") : name(found);
  }
}
