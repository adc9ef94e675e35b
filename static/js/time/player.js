/* Letting time run: a month at a time, or slower and a year at a time for who wants less motion. */

import { addMonths } from "./days.js";

export class Player {
  /** @param options { button, span, still, day() , onStep(day), onStop(), labels: { play, pause } } */
  constructor(options) {
    Object.assign(this, options);
    this.timer = 0;
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
    this.show();
  }

  get months() {
    return this.still ? 12 : 1;
  }

  start() {
    if (this.day() >= this.span.until) this.onStep(this.span.from);
    this.timer = setInterval(() => this.step(), this.still ? 1500 : 130);
    this.show();
  }

  step() {
    const next = Math.min(this.span.until, addMonths(this.day(), this.months));
    this.onStep(next);
    if (next >= this.span.until) this.stop();
  }

  stop() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    this.show();
    this.onStop();
  }

  show() {
    const running = this.timer !== 0;
    this.button.setAttribute("aria-label", running ? this.labels.pause : this.labels.play);
    this.button.title = this.button.getAttribute("aria-label");
    this.button.dataset.running = running;
  }
}
