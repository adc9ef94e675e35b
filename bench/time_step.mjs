/* Runs in the page of bench_time_step.py: the same steps in time, drawn by one of several layers. A layer is a function
   (question, day) → the work of the step. Ours is timed from the question on. The others are told for free who comes and
   who goes, so that all they do is draw; or they ask themselves, as somebody would write it who uses these libraries. */

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

/** Who is there on a day, read off all the days on which initiatives began and ended. */
function asking(field) {
  const { offsets, state, start_hi: begins, end_lo: ends } = field.spells;
  const [owners, from, until] = [[], [], []];
  field.organisations.born.forEach((born, owner) => {
    for (let row = offsets[owner]; row < offsets[owner + 1]; row += 1) {
      if (born !== 0 || state[row] !== 0) continue;
      owners.push(owner);
      from.push(begins[row]);
      until.push(ends[row]);
    }
  });
  const [owner, start, end] = [owners, from, until].map((numbers) => Int32Array.from(numbers));
  const there = new Uint8Array(offsets.length - 1);
  return (day) => {
    there.fill(0);
    for (let row = 0; row < owner.length; row += 1) if (start[row] <= day && day < end[row]) there[owner[row]] = 1;
    return there;
  };
}

/** One marker for each initiative, made before; `work(come, gone, who match)` is the step. With `isAsking`, finding these is
    part of the step. */
function markers(map, field, layer, make, work, isAsking = false) {
  const all = Array.from({ length: field.organisations.key.length }, (_unused, owner) => {
    const row = field.places.offsets[owner];
    return make([field.places.lat[row] / 10_000, field.places.lon[row] / 10_000]);
  });
  const shown = new Uint8Array(all.length);
  const walk = new Walk(field);
  const ask = asking(field);
  layer.addTo(map);
  const changes = (matching) => {
    const [come, gone] = [[], []];
    for (let owner = 0; owner < all.length; owner += 1) {
      if (matching[owner] === shown[owner]) continue;
      shown[owner] = matching[owner];
      (matching[owner] ? come : gone).push(all[owner]);
    }
    return [come, gone];
  };
  return (question, day) => {
    const matching = walk.ask(onDay(question, day));
    if (!isAsking) {
      const told = [...changes(matching), all.filter((_one, owner) => matching[owner])];
      return () => work(...told);
    }
    const found = ask(day);
    if (matching.some((matches, owner) => matches !== found[owner])) throw new Error(`asks another question on day ${day}`);
    return () => work(...changes(ask(day)));
  };
}

function circles(L, map, field, isAsking = false) {
  const renderer = L.canvas();
  const layer = L.layerGroup();
  const make = (place) => L.circleMarker(place, { renderer, radius: 4, weight: 1 });
  const work = (come, gone) => {
    for (const one of gone) layer.removeLayer(one);
    for (const one of come) layer.addLayer(one);
    renderer._redraw();
  };
  return markers(map, field, layer, make, work, isAsking);
}

async function clusters(L, map, field, step, isAsking = false) {
  await script("/cluster.js");
  const layer = L.markerClusterGroup({ animate: false, chunkedLoading: false });
  return markers(map, field, layer, (place) => L.marker(place), (...changes) => step(layer, ...changes), isAsking);
}

/** Only what changes is taken away and added: markercluster as quick as it can be. */
function change(layer, come, gone) {
  layer.removeLayers(gone);
  layer.addLayers(come);
}

/** Emptied and filled with who matches: markercluster as filters commonly use it. */
function refill(layer, _come, _gone, there) {
  layer.clearLayers();
  layer.addLayers(there);
}

const KINDS = {
  ours,
  circles,
  circles_asking: (L, map, field) => circles(L, map, field, true),
  cluster: (L, map, field) => clusters(L, map, field, change),
  cluster_asking: (L, map, field) => clusters(L, map, field, change, true),
  refilled: (L, map, field) => clusters(L, map, field, refill),
};

let draw;
let question;

/** Read the field and make the layer of a kind. */
export async function open({ kind, palette }) {
  const L = window.L;
  const field = readField(await (await fetch("/field.json")).json());
  const map = L.map("map", { fadeAnimation: false, zoomAnimation: false, zoomSnap: 0.25, maxZoom: 17 }).setView([52.15, 5.3], 7.5);
  question = readQuestion(new URLSearchParams(), field, TODAY);
  draw = await KINDS[kind](L, map, field, palette);
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
