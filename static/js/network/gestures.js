/* Moving and enlarging by pointer, wheel, two fingers and keys. */

const STEP = 60;
const CLICK = 5;

export class Gestures {
  /** @param options { element, camera, onMove(), onRest(), onPoint(point or null), onPress(point, slack) } */
  constructor(options) {
    Object.assign(this, options);
    this.pointers = new Map();
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, (event) => this.up(event));
    element.addEventListener("pointerleave", () => this.onPoint(null));
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    element.addEventListener("keydown", (event) => this.key(event));
  }

  pointOf(event) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.x, y: event.clientY - box.y };
  }

  down(event) {
    if (event.button > 0) return;
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.pointOf(event));
    this.travelled = this.pointers.size > 1 ? Infinity : 0;
  }

  move(event) {
    const point = this.pointOf(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.onPoint(point);
      return;
    }
    const spread = this.spread();
    this.pointers.set(event.pointerId, point);
    this.travelled += Math.hypot(point.x - before.x, point.y - before.y);
    if (this.travelled <= CLICK) return;
    this.onPoint(null);
    const share = 1 / this.pointers.size;
    this.camera.pan((point.x - before.x) * share, (point.y - before.y) * share);
    if (spread) this.camera.zoomBy(this.spread().distance / spread.distance, this.spread().middle);
    this.onMove();
  }

  /** How far two fingers are apart, and where their middle is. */
  spread() {
    if (this.pointers.size !== 2) return null;
    const [one, other] = [...this.pointers.values()];
    const distance = Math.max(8, Math.hypot(one.x - other.x, one.y - other.y));
    return { distance, middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 } };
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && this.travelled <= CLICK)
      this.onPress(this.pointOf(event), event.pointerType === "touch" ? 12 : 4);
    else if (this.pointers.size === 0) this.onRest();
  }

  wheel(event) {
    event.preventDefault();
    const step = event.deltaMode === 1 ? 18 : 1;
    this.camera.zoomBy(Math.exp(-Math.max(-180, Math.min(180, event.deltaY * step)) / 420), this.pointOf(event));
    this.onMove();
    clearTimeout(this.turning);
    this.turning = setTimeout(() => this.onRest(), 200);
  }

  key(event) {
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) this.camera.pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.camera.zoomBy(1.3);
    else if (event.key === "-") this.camera.zoomBy(1 / 1.3);
    else if (event.key === "0") this.camera.showAll();
    else return;
    event.preventDefault();
    this.onMove();
    this.onRest();
  }
}
