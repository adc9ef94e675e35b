/* Runs in the page of bench_time_step.py: the same steps in time, drawn by one of three layers. A layer is a function
   (day, changes) → the work of the step. Ours is timed from the question on; the others are told for free who comes and
   who goes, so that all they do is draw. */

import { Walk } from "/static/js/field/walk.js";
import { onDay, readQuestion } from "/static/js/field/question.js";
import { readField } from "/static/js/field/read.js";
import { categoriesBy } from "/static/js/map/categories.js";
import { Picture } from "/static/js/map/picture.js";
import { pointLayer } from "/static/js/map/point_layer.js";
import { readColours, SignBook } from "/static/js/map/signs.js";

const FIRST = 6_900;
const TODAY = 9_500;
const WARM = 10;

function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

function ours(L, map, field, palette) {
  const picture = new Picture(field);
  const categories = categoriesBy("activity", field);
  const points = pointLayer(L, { picture, colour: readColours(), book: new SignBook(palette, categories) });
  points.addTo(map);
  const walk = new Walk(field);
  return (question, day) => () => {
    picture.show(walk.ask(onDay(question, day)), day, categories);
    points.step();
  };
}

/** One marker for each initiative, made before; a step adds and removes what changed. */
function markers(L, map, field, layer, make) {
  const all = Array.from({ length: field.organisations.key.length }, (_unused, owner) => {
    const row = field.places.offsets[owner];
    return make([field.places.lat[row] / 10_000, field.places.lon[row] / 10_000]);
  });
  const shown = new Uint8Array(all.length);
  const walk = new Walk(field);
  layer.addTo(map);
  return (question, day) => {
    const matching = walk.ask(onDay(question, day));
    const [come, gone] = [[], []];
    for (let owner = 0; owner < all.length; owner += 1) {
      if (matching[owner] === shown[owner]) continue;
      shown[owner] = matching[owner];
      (matching[owner] ? come : gone).push(all[owner]);
    }
    return () => {
      if (layer.addLayers) {
        layer.removeLayers(gone);
        layer.addLayers(come);
      } else {
        for (const one of gone) layer.removeLayer(one);
        for (const one of come) layer.addLayer(one);
        layer.renderer._redraw();
      }
    };
  };
}

function circles(L, map, field) {
  const renderer = L.canvas();
  const layer = L.layerGroup();
  layer.renderer = renderer;
  return markers(L, map, field, layer, (place) => L.circleMarker(place, { renderer, radius: 4, weight: 1 }));
}

async function cluster(L, map, field) {
  await script("/cluster.js");
  const layer = L.markerClusterGroup({ animate: false, chunkedLoading: false });
  return markers(L, map, field, layer, (place) => L.marker(place));
}

/** Milliseconds of script of each of so many steps of so many days, after some to warm up. */
export async function measure({ kind, steps, width, palette }) {
  const L = window.L;
  const field = readField(await (await fetch("/field.json")).json());
  const map = L.map("map", { fadeAnimation: false, zoomAnimation: false, zoomSnap: 0.25, maxZoom: 17 }).setView([52.15, 5.3], 7.5);
  const question = readQuestion(new URLSearchParams(), field, TODAY);
  const draw = await { ours, circles, cluster }[kind](L, map, field, palette);
  const times = [];
  for (let step = -WARM; step < steps; step += 1) {
    const work = draw(question, Math.round(FIRST + (step + WARM) * width));
    await new Promise((go) => requestAnimationFrame(go));
    const begun = performance.now();
    work();
    if (step >= 0) times.push(performance.now() - begun);
  }
  return times;
}
