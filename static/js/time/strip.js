/* The time control: bars of the field, marks of what happened, and the handles for a day or a range. */

import { addMonths, steps, toDate, toDay, toIso } from "./days.js";
import { drawEvents, listEvents, markNear, marksOf } from "./events.js";
import { countStep, drawBars, fillTable } from "./histogram.js";
import { Player } from "./player.js";
import { beginnings, clamp, dayAt, shareOf, spanOf, yearMarks } from "./scale.js";
import { Slider } from "./slider.js";

/** A mark this near, in pixels, is meant by a finger beside it. */
const FINGER = 8;

/** The width of a year on the axis, in pixels. */
const YEAR = 36;

export class TimeStrip {
  /** @param options { root, words, moments, field, today (ISO), onMove(changes), onRest() } */
  constructor({ root, words, moments = {}, field, today, onMove, onRest }) {
    Object.assign(this, { root, words, onMove, onRest });
    this.span = spanOf(beginnings(field), toDay(today));
    this.marks = marksOf(field.events, this.span, { words, moments });
    this.find = (name) => root.querySelector(`[data-time-${name}]`);
    const frame = this.find("frame");
    const describe = (day) => words.day(toDate(day));
    const slider = (name, change) =>
      new Slider({
        element: this.find(name),
        frame,
        span: this.span,
        describe,
        onMove: change,
        onRest: () => this.rest(),
      });
    this.handles = {
      day: slider("day", (day) => this.moveTo(day)),
      from: slider("from", (day) => this.moveRange(day, Math.max(day, this.range.to))),
      to: slider("to", (day) => this.moveRange(Math.min(day, this.range.from), day)),
    };
    this.player = new Player({
      button: this.find("play"),
      span: this.span,
      still: matchMedia("(prefers-reduced-motion: reduce)").matches,
      day: () => this.day,
      onStep: (day) => this.play(day),
      onStop: onRest,
      labels: { play: words.say("play"), pause: words.say("pause") },
    });
    frame.addEventListener("pointerdown", (event) => this.press(event, frame));
    for (const name of ["events", "happened"])
      this.find(name).addEventListener("click", (event) => this.goToEvent(event));
    for (const [name, months] of [
      ["back", -1],
      ["on", 1],
    ])
      this.find(name).addEventListener("click", () => this.step(months));
    listEvents(this.find("happened"), this.marks);
    new ResizeObserver(() => this.drawFrame()).observe(frame);
    this.drawFrame();
  }

  drawFrame() {
    const width = this.find("frame").clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    drawEvents(this.find("events"), this.marks, this.span);
    const marks = yearMarks(this.span, Math.max(3, Math.floor(width / 48)));
    // A year that would be cut at the end is left out; the handle is there already.
    const room = marks.filter(({ share }) => (1 - share) * width >= YEAR);
    this.find("axis").replaceChildren(
      ...room.map(({ year, share }) => {
        const mark = document.createElement("span");
        mark.textContent = year;
        mark.style.insetInlineStart = `${(share * 100).toFixed(3)}%`;
        return mark;
      }),
    );
  }

  /** A press on the bars takes the nearest handle there. */
  press(event, frame) {
    if (event.button > 0) return;
    const box = frame.getBoundingClientRect();
    const day = dayAt((event.clientX - box.x) / box.width, this.span);
    this.player.stop();
    const handle = this.nearestHandle(day);
    handle.move(day);
    handle.grab(event);
  }

  nearestHandle(day) {
    if (!this.range) return this.handles.day;
    const { from, to } = this.range;
    return Math.abs(day - from) < Math.abs(day - to) ? this.handles.from : this.handles.to;
  }

  /** A press on the name of what happened goes to that day. */
  goToEvent(event) {
    const day = event.target.closest("[data-day]")?.dataset.day;
    if (day === undefined) return;
    this.nearestHandle(Number(day)).move(Number(day));
    this.rest();
  }

  /** A day, or a whole range, some months on or back. */
  step(months) {
    const moved = (day) => clamp(addMonths(day, months), this.span);
    if (this.range) this.moveRange(moved(this.range.from), moved(this.range.to));
    else this.moveTo(moved(this.day));
    this.rest();
  }

  rest() {
    this.onRest();
  }

  moveTo(day) {
    this.player.stop();
    this.onMove({ day: toIso(day) });
  }

  moveRange(from, to) {
    this.player.stop();
    this.onMove({ from: toIso(from), to: toIso(to) });
  }

  play(day) {
    if (!this.range) return this.onMove({ day: toIso(day) });
    const length = this.range.to - this.range.from;
    return this.onMove({ from: toIso(day - length), to: toIso(day) });
  }

  /** Turn a day into the two years up to it, or a range into its last day. */
  toggleRange(on) {
    this.player.stop();
    this.onMove(
      on
        ? { day: null, from: toIso(addMonths(this.day, -24)), to: toIso(this.day) }
        : { from: null, to: null, day: toIso(this.day) },
    );
    this.onRest();
  }

  /** Show where we are: a day, or { from, to } with `day` its last; `said` is the same in words. */
  show(day, range, said) {
    this.day = day;
    this.range = range;
    this.handles.day.element.hidden = range !== null;
    this.handles.from.element.hidden = this.handles.to.element.hidden = range === null;
    if (range === null) this.handles.day.place(day);
    else {
      this.handles.from.place(range.from);
      this.handles.to.place(range.to);
    }
    this.showInputs(range !== null);
    this.find("before").hidden = range === null;
    if (range) this.find("before").style.inlineSize = `${(shareOf(range.from, this.span) * 100).toFixed(3)}%`;
    this.find("after").style.inlineSize = `${((1 - shareOf(day, this.span)) * 100).toFixed(3)}%`;
    this.find("said").textContent = said;
    this.sayEvent(day);
  }

  /** The name of the mark under the handle, for who has no room to read it at the mark itself. */
  sayEvent(day) {
    const reach = (FINGER / (this.width || 1)) * (this.span.until - this.span.from);
    const mark = markNear(this.marks, day, reach);
    this.find("event").textContent = mark ? `${mark.when}: ${mark.text}` : "";
  }

  /** Fields for one day or for two, never both; what is hidden is not sent. */
  showInputs(two) {
    for (const [name, shown] of [
      ["one", !two],
      ["two", two],
    ]) {
      this.find(name).hidden = !shown;
      for (const input of this.find(name).querySelectorAll("input")) input.disabled = !shown;
    }
  }

  /**
   * Count the bars in small parts, so that the page stays quick; a later call ends an earlier one.
   * `ask(day)` gives who matches on a day, `parts(owner, day)` their colours, `colours` the order from the ground up.
   */
  async count(ask, parts, colours) {
    const ticket = Symbol("count");
    this.ticket = ticket;
    const { days, months, end } = steps(this.span.from, this.span.until);
    const counted = [];
    let pause = performance.now() + 8;
    for (let index = 0; index < days.length; index += 1) {
      const next = Math.min(index + 1 < days.length ? days[index + 1] : end, this.span.until);
      const middle = Math.floor((days[index] + next) / 2);
      counted.push({ ...countStep(ask(middle), parts, middle), start: days[index] });
      if (performance.now() > pause) {
        await new Promise((go) => setTimeout(go));
        if (this.ticket !== ticket) return;
        pause = performance.now() + 8;
      }
    }
    drawBars(this.find("bars"), counted, colours);
    fillTable(this.find("rows"), counted, months, this.words);
  }
}
