/* One handle on the axis of time: dragged, or moved by keys. */

import { dayAt, dayForKey, shareOf } from "./scale.js";

const REST = 700;

export class Slider {
  /** @param options { element, frame, span, describe(day), onMove(day), onRest() } */
  constructor(options) {
    Object.assign(this, options);
    const { element } = this;
    element.addEventListener("keydown", (event) => this.key(event));
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.held && this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, () => this.release());
    element.setAttribute("aria-valuemin", this.span.from);
    element.setAttribute("aria-valuemax", this.span.until);
  }

  place(day) {
    this.day = day;
    const { element } = this;
    element.style.insetInlineStart = `${(shareOf(day, this.span) * 100).toFixed(3)}%`;
    element.setAttribute("aria-valuenow", day);
    element.setAttribute("aria-valuetext", this.describe(day));
  }

  grab(event) {
    if (event.button > 0) return;
    this.held = true;
    this.element.setPointerCapture(event.pointerId);
    this.element.focus({ preventScroll: true });
    event.preventDefault();
  }

  drag(event) {
    const box = this.frame.getBoundingClientRect();
    this.move(dayAt((event.clientX - box.x) / box.width, this.span));
  }

  release() {
    if (!this.held) return;
    this.held = false;
    this.onRest();
  }

  key(event) {
    const day = dayForKey(event, this.day, this.span);
    if (day === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.move(day);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.onRest(), REST);
  }

  /** The next key counts from here, even when the page has not been drawn in between. */
  move(day) {
    if (day === this.day) return;
    this.day = day;
    this.onMove(day);
  }
}
