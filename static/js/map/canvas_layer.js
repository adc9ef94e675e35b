/* One canvas that lies over the map and follows its moves: the ground of the point layer and the arc layer.

   A layer made from it has `draw(context, view)`, called in pixels of the whole world at the current zoom. */

const MARGIN = 0.2;

let made = null;

/** The Leaflet class; made on first use, because Leaflet is a plain script that may arrive later. */
export function canvasLayerClass(L) {
  made ??= L.Layer.extend({
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", `${this.options.name} leaflet-zoom-animated`);
      this.canvas.setAttribute("aria-hidden", "true");
      this.context = this.canvas.getContext("2d");
      this.ratio = Math.min(window.devicePixelRatio || 1, 2);
      this.prepare?.();
      map.getPane(this.options.pane).append(this.canvas);
      this.reset();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { viewreset: this.reset, moveend: this.reset, resize: this.reset, zoomanim: this.follow };
    },

    /** During a zoom the drawn canvas is stretched; it is drawn anew when the zoom ends. */
    follow(event) {
      const scale = this._map.getZoomScale(event.zoom, this.zoom);
      const corner = this._map._latLngToNewLayerPoint(this.cornerPlace, event.zoom, event.center);
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },

    reset() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(MARGIN).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      this.zoom = map.getZoom();
      this.width = size.x + 2 * margin.x;
      this.height = size.y + 2 * margin.y;
      this.canvas.width = this.width * this.ratio;
      this.canvas.height = this.height * this.ratio;
      this.canvas.style.width = `${this.width}px`;
      this.canvas.style.height = `${this.height}px`;
      this.cornerPlace = map.layerPointToLatLng(corner);
      this.corner = map.getPixelOrigin().add(corner);
      L.DomUtil.setPosition(this.canvas, corner);
      this.redraw();
    },

    /** Clear, and draw again what the layer shows. */
    redraw() {
      if (this._map) this.begin((context) => this.draw(context, this.view()));
    },

    /** An empty canvas, on which `work(context)` draws. */
    begin(work) {
      const { context, ratio, corner } = this;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      context.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
      work(context);
    },

    /** The part of the world that the canvas covers. */
    view() {
      const { corner } = this;
      return { left: corner.x, top: corner.y, right: corner.x + this.width, bottom: corner.y + this.height };
    },

    pointOf(event) {
      return this._map.project(event.latlng, this.zoom);
    },
  });
  return made;
}
