/* Runs in the page of bench_time_step.py: the same steps in time, drawn by one of several layers. A layer is a function
   (question, day) → the work of the step. Ours is timed from the question on; the others are told for free who comes and
   who goes, so that all they do is draw. */

import { Walk } from "/static/js/field/walk.js";
import { onDay, readQuestion } from "/static/js/field/question.js";
import { readField } from "/static/js/field/read.js";
import { categoriesBy } from "/static/js/map/categories.js";
import { Picture } from "/static/js/map/picture.js";
import { pointLayer } from "/static/js/map/point_layer.js";
import { readColours, SignBook } from "/static/js/map/signs.js";

const TODAY = 9_500;

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
  return (question, day) => {
    const asked = onDay(question, day);
    return () => {
      picture.show(walk.ask(asked), day, categories, walk.change);
      points.step();
    };
  };
}

/** One marker for each initiative, made before; `work(come, gone, all who match)` is the step. */
function markers(map, field, layer, make, work) {
  const all = Array.from({ length: field.organisations.key.length }, (_unused, owner) => {
    const row = field.places.offsets[owner];
    return make([field.places.lat[row] / 10_000, field.places.lon[row] / 10_000]);
  });
  const shown = new Uint8Array(all.length);
  const walk = new Walk(field);
  layer.addTo(map);
  return (question, day) => {
    const matching = walk.ask(onDay(question, day));
    const [come, gone, there] = [[], [], []];
    for (let owner = 0; owner < all.length; owner += 1) {
      if (matching[owner]) there.push(all[owner]);
      if (matching[owner] === shown[owner]) continue;
      shown[owner] = matching[owner];
      (matching[owner] ? come : gone).push(all[owner]);
    }
    return () => work(come, gone, there);
  };
}

function circles(L, map, field) {
  const renderer = L.canvas();
  const layer = L.layerGroup();
  const make = (place) => L.circleMarker(place, { renderer, radius: 4, weight: 1 });
  return markers(map, field, layer, make, (come, gone) => {
    for (const one of gone) layer.removeLayer(one);
    for (const one of come) layer.addLayer(one);
    renderer._redraw();
  });
}

async function clusters(L, map, field, step) {
  await script("/cluster.js");
  const layer = L.markerClusterGroup({ animate: false, chunkedLoading: false });
  return markers(map, field, layer, (place) => L.marker(place), (...changes) => step(layer, ...changes));
}

/** Told what changes: markercluster as quick as it can be. */
const cluster = (L, map, field) =>
  clusters(L, map, field, (layer, come, gone) => {
    layer.removeLayers(gone);
    layer.addLayers(come);
  });

/** Emptied and filled with who matches: markercluster as filters commonly use it. */
const refilled = (L, map, field) =>
  clusters(L, map, field, (layer, _come, _gone, there) => {
    layer.clearLayers();
    layer.addLayers(there);
  });

let draw;
let question;

/** Read the field and make the layer of a kind. */
export async function open({ kind, palette }) {
  const L = window.L;
  const field = readField(await (await fetch("/field.json")).json());
  const map = L.map("map", { fadeAnimation: false, zoomAnimation: false, zoomSnap: 0.25, maxZoom: 17 }).setView([52.15, 5.3], 7.5);
  question = readQuestion(new URLSearchParams(), field, TODAY);
  draw = await { ours, circles, cluster, refilled }[kind](L, map, field, palette);
}

/** Go to one day after another, one in a frame, for at most so many milliseconds: { script (ms of each step), aside (ms
    that went into getting ready for all of them, for which nobody is timed) }. */
export async function take(days, patience) {
  const script = [];
  let aside = 0;
  const until = performance.now() + patience;
  for (const day of days) {
    const asked = performance.now();
    const work = draw(question, day);
    aside += performance.now() - asked;
    await frame();
    const begun = performance.now();
    work();
    script.push(performance.now() - begun);
    if (begun > until) break;
  }
  await frame();
  await frame();
  return { script, aside };
}

function frame() {
  return new Promise((go) => requestAnimationFrame(go));
}
