/* Where one looks in the drawing: a scale, and the point in the middle of the frame. Pure.

   In the address it stands as scale (1 shows all of it) and the middle as parts of the width and height, so that the same
   address shows the same part on a screen of any size. */

export const LARGEST = 24;
const PADDING = { top: 52, side: 10, foot: 50 };

/** "2.5/0.43/0.61" → { zoom, across, down }, or null. */
export function readZoom(text) {
  const parts = (text ?? "").split("/").map(Number);
  const [zoom, across, down] = parts;
  const good = text && parts.length === 3 && zoom >= 0.5 && zoom <= LARGEST && [across, down].every((part) => part >= -0.5 && part <= 1.5);
  return good ? { zoom, across, down } : null;
}

export class Camera {
  constructor() {
    Object.assign(this, { width: 1, height: 1, frame: { width: 1, height: 1 }, zoom: 1, x: 0.5, y: 0.5, whole: true });
  }

  /** The size of the drawing and of the frame in which it is seen. */
  measure(drawing, frame) {
    const middle = this.whole ? null : [this.x / this.width, this.y / this.height];
    Object.assign(this, { width: drawing.width, height: drawing.height, frame });
    if (middle) [this.x, this.y] = [middle[0] * this.width, middle[1] * this.height];
    else this.showAll();
  }

  /** The scale at which all of the drawing is seen. */
  get least() {
    const { top, side, foot } = PADDING;
    const across = Math.max(40, this.frame.width - 2 * side) / this.width;
    const down = Math.max(40, this.frame.height - top - foot) / this.height;
    return Math.min(across, down);
  }

  get scale() {
    return this.least * this.zoom;
  }

  showAll() {
    Object.assign(this, { zoom: 1, x: this.width / 2, y: this.height / 2 - (PADDING.top - PADDING.foot) / 2 / this.least, whole: true });
  }

  read(text) {
    const found = readZoom(text);
    if (!found) return this.showAll();
    Object.assign(this, { zoom: found.zoom, x: found.across * this.width, y: found.down * this.height, whole: false });
  }

  write() {
    if (this.whole) return "";
    return [this.zoom.toFixed(2), (this.x / this.width).toFixed(4), (this.y / this.height).toFixed(4)].map(Number).join("/");
  }

  /** Move by pixels of the frame. */
  pan(across, down) {
    this.x = Math.min(this.width, Math.max(0, this.x - across / this.scale));
    this.y = Math.min(this.height, Math.max(-PADDING.top / this.scale, this.y - down / this.scale));
    this.whole = false;
  }

  /** Enlarge around a point of the frame, which stays where it is. */
  zoomBy(factor, point = { x: this.frame.width / 2, y: this.frame.height / 2 }) {
    const before = this.toDrawing(point);
    this.zoom = Math.min(LARGEST, Math.max(0.8, this.zoom * factor));
    const after = this.toDrawing(point);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
    this.whole = false;
  }

  /** Bring a point of the drawing into the middle, large enough to read what is around it. */
  lookAt({ x, y }, scale = 1.4) {
    Object.assign(this, { x, y, whole: false });
    if (this.scale < scale) this.zoom = Math.min(LARGEST, scale / this.least);
  }

  /** Whether a point of the drawing is seen, apart from the headings above it. */
  sees(point) {
    const { x, y } = this.toFrame(point);
    const { side, top } = PADDING;
    return x >= side && y >= top && x <= this.frame.width - side && y <= this.frame.height - side;
  }

  toDrawing({ x, y }) {
    return { x: this.x + (x - this.frame.width / 2) / this.scale, y: this.y + (y - this.frame.height / 2) / this.scale };
  }

  toFrame({ x, y }) {
    return { x: (x - this.x) * this.scale + this.frame.width / 2, y: (y - this.y) * this.scale + this.frame.height / 2 };
  }
}
