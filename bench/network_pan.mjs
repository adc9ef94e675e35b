/* Runs in the page of bench_network.py: the same drawing moved the same way, by our canvas or as plain SVG. */

import { mask } from "/static/js/field/answer.js";
import { readQuestion } from "/static/js/field/question.js";
import { readField } from "/static/js/field/read.js";
import { partsOf, readColours } from "/static/js/map/signs.js";
import { Camera } from "/static/js/network/camera.js";
import { NetworkCanvas } from "/static/js/network/canvas.js";
import { Network } from "/static/js/network/network.js";
import { PartyBook } from "/static/js/network/party_signs.js";
import { layoutFor, linesFor, signsFor } from "/static/js/network/picture.js";
import { EARLIEST, LATEST } from "/static/js/time/days.js";

const RINGS = 4;
const STEP = 12;
const TURN = 40;
const SVG = "http://www.w3.org/2000/svg";

const fetched = async (address) => (await fetch(address)).json();
const nextFrame = () => new Promise((go) => requestAnimationFrame(go));

/** Parties and lines of a day, cut down to the wanted number of parties. */
async function scene({ day, count, palette }) {
  const field = readField(await fetched("/field.json"));
  const network = new Network(await fetched("/network.json"), field);
  const question = readQuestion(new URLSearchParams({ born: "all" }), field, day);
  const always = { ...question, first: EARLIEST, last: LATEST, ranged: true };
  const layout = layoutFor(network, network.ever(question), mask(field, always), { layout: "layers", isHigh: false });
  const moment = network.on(question);
  const matching = mask(field, question);
  const book = new PartyBook(palette, "party", field);
  const all = signsFor(network, moment, moment.shown(matching), { layout, book, mask: matching });
  const signs = all.sort((one, other) => moment.degree(other.place) - moment.degree(one.place)).slice(0, count);
  const line = (style) => {
    const kind = Math.floor(style / RINGS);
    return { colour: palette.looks.tie_kind[kind]?.[0] ?? "unknown", dash: palette.dashes[kind % palette.dashes.length] };
  };
  return { network, layout, book, signs, lines: linesFor(moment, signs, true), line };
}

function ours({ network, layout, book, signs, lines, line }, frame, camera) {
  const canvas = new NetworkCanvas({
    frame,
    camera,
    colour: readColours(),
    line,
    name: ({ place }) => network.field.organisations.name[network.index(place)] ?? "",
    onDraw: () => {},
  });
  camera.measure(layout, canvas.resize());
  canvas.useSigns(book);
  camera.zoomBy(2);
  canvas.show({ signs, lines, bands: layout.bands, caption: null, chosen: -1 });
  return () => canvas.follow();
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Every sign and line an element; a move sets one transform. */
function svg({ layout, book, signs, lines, line }, frame, camera) {
  camera.measure(layout, { width: frame.clientWidth, height: frame.clientHeight });
  camera.zoomBy(2);
  const colour = readColours();
  const root = element("svg", { width: "100%", height: "100%" });
  const group = element("g", {});
  for (const { style, curve } of lines) {
    const { colour: name, dash } = line(style);
    const [x, y, ...rest] = curve;
    const look = { stroke: colour(name), "stroke-width": 1.2 / camera.scale, "stroke-opacity": 0.4, fill: "none" };
    group.append(element("path", { d: `M${x} ${y}C${rest.join(" ")}`, "stroke-dasharray": dash.join(" "), ...look }));
  }
  for (const { x, y, code, state } of signs) {
    const sign = element("g", { transform: `translate(${x} ${y}) scale(${6 / camera.scale})` });
    for (const part of partsOf(book.of(code), state)) {
      const look = { fill: part.fill ? colour(part.fill) : "none", stroke: part.stroke ? colour(part.stroke) : "none" };
      sign.append(element("path", { d: part.outline ?? part.path, "stroke-width": part.width ?? 0, ...look }));
    }
    group.append(sign);
  }
  root.append(group);
  frame.append(root);
  return () => {
    const { x, y } = camera.toFrame({ x: 0, y: 0 });
    group.setAttribute("transform", `translate(${x} ${y}) scale(${camera.scale})`);
  };
}

/** Milliseconds of script and from frame to frame, for each of so many frames. */
export async function measure({ kind, frames, ...config }) {
  const made = await scene(config);
  const camera = new Camera();
  const follow = { ours, svg }[kind](made, document.getElementById("drawing"), camera);
  const [script, frame] = [[], []];
  let before = 0;
  for (let step = -2; step < frames; step += 1) {
    const begun = await nextFrame();
    if (step > 0) frame.push(begun - before);
    before = begun;
    const start = performance.now();
    camera.pan(STEP * Math.cos(step / TURN), STEP * Math.sin(step / TURN));
    follow();
    if (step >= 0) script.push(performance.now() - start);
  }
  return { script, frame, lines: made.lines.length, parties: made.signs.length };
}
