import assert from "node:assert/strict";
import { test } from "node:test";

import { mask } from "../../../static/js/field/answer.js";
import { onDay, readQuestion } from "../../../static/js/field/question.js";
import { Walk } from "../../../static/js/field/walk.js";
import { Arrangement } from "../../../static/js/map/arrangement.js";
import { categoriesBy } from "../../../static/js/map/categories.js";
import { groupSites } from "../../../static/js/map/groups.js";
import { ABSENT, Picture } from "../../../static/js/map/picture.js";
import { SignBook } from "../../../static/js/map/signs.js";
import { chanceOf, randomField, randomQuery, randomStep } from "../field/random_field.mjs";

const CASES = 600;
const STEPS = 8;
const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
const COLOURS = ["activity", "form", "age", "refugee_led"];
const LOOKS = [
  ["cat-1", 0],
  ["cat-0", 0],
  ["cat-1", 0],
];
const PALETTE = { shapes: [""], looks: Object.fromEntries(COLOURS.map((colour) => [colour, LOOKS])) };

/** What a picture says of everybody who is there. */
function told({ state, row, category, shown, placeless, standings, total }) {
  const there = Array.from({ length: total }, (_unused, owner) =>
    state[owner] === ABSENT ? null : [state[owner], row[owner], category[owner]],
  );
  return { there, shown, placeless, standings: [...standings] };
}

/** Everything that is drawn from an arrangement. */
function drawn({ sign, discs, sizes, shares, box, members }, arrangement) {
  const { count } = sign;
  return {
    signs: [sign.owner, sign.x, sign.y].map((column) => [...column.subarray(0, count)]),
    discs,
    sizes: [...sizes],
    shares: [...shares],
    members: Array.from(sizes, (_size, group) => [...members.call(arrangement, group)]),
    box: [...box],
  };
}

test("after any steps in time everything is as if it were drawn for the first time", () => {
  let unchanged = 0;
  for (let seed = 0; seed < CASES; seed += 1) {
    const chance = chanceOf(seed);
    const field = randomField(chance);
    const [picture, arrangement] = [new Picture(field), new Arrangement(field.organisations.key.length)];
    const walk = new Walk(field);
    const known = new Map();
    const looks = (colour) => {
      const categories = categoriesBy(colour, field);
      return { categories, book: new SignBook(PALETTE, categories) };
    };
    let { categories, book } = looks(COLOURS[chance(4)]);
    let question = readQuestion(new URLSearchParams(randomQuery(chance)), field, 200, { lon: 50_100, lat: 520_100 });
    let [day, zoom] = [chance(200), 7 + chance(5)];
    for (let step = 0; step < STEPS; step += 1) {
      if (chance(8) === 0) ({ categories, book } = looks(COLOURS[chance(4)]));
      if (chance(8) === 0) zoom = 7 + chance(5);
      if (chance(8) === 0) question = { ...question, certainty: "possible" };
      const isRange = chance(4) === 0;
      const asked = { ...onDay(question, day), first: isRange ? day - chance(90) : day };
      const matching = mask(field, asked);
      picture.show(walk.ask(asked), day, categories, chance(6) > 0 ? walk.change : null);
      const name = `${picture.epoch}/${zoom}`;
      if (!known.has(name)) known.set(name, groupSites(picture.sites, picture.taken, zoom));
      // Sometimes a picture is not drawn before the next one comes.
      if (chance(6) > 0) {
        arrangement.arrange(picture, known.get(name), EVERYWHERE, book);
        const fresh = new Picture(field).show(matching, day, categories);
        const again = new Arrangement(fresh.total).arrange(fresh, known.get(name), EVERYWHERE, book);
        assert.deepEqual(told(picture), told(fresh), `seed ${seed}, step ${step}, day ${day}`);
        assert.deepEqual(drawn(arrangement, arrangement), drawn(again, again), `seed ${seed}, step ${step}, day ${day}`);
        if (!arrangement.isNew) unchanged += arrangement.sizes.length - arrangement.dirty.count;
      }
      day = randomStep(chance, day);
    }
  }
  assert.ok(unchanged > CASES, `only ${unchanged} spots were left alone`);
});

test("a spot where nothing happened keeps its look between two pictures, and is not drawn again", () => {
  for (let seed = 0; seed < CASES; seed += 1) {
    const chance = chanceOf(10_000 + seed);
    const field = randomField(chance);
    const [picture, arrangement] = [new Picture(field), new Arrangement(field.organisations.key.length)];
    const categories = categoriesBy("activity", field);
    const book = new SignBook(PALETTE, categories);
    const everybody = new Uint8Array(picture.total).fill(1);
    const day = 1 + chance(78);
    const look = () => {
      const { sign, discs } = arrangement;
      const spots = Array.from(arrangement.sizes, () => []);
      for (let at = 0; at < sign.count; at += 1) {
        const owner = sign.owner[at];
        spots[arrangement.spotOf(owner)].push([owner, sign.x[at], sign.y[at], picture.state[owner], picture.category[owner]]);
      }
      for (const disc of discs) spots[disc.group].push([disc.count, ...arrangement.sharesOf(disc.group)]);
      return spots.map((one) => JSON.stringify(one));
    };
    picture.show(everybody, day, categories);
    const groups = groupSites(picture.sites, picture.taken, 8);
    arrangement.arrange(picture, groups, EVERYWHERE, book);
    const before = look();
    picture.show(everybody, day - 1 - chance(20), categories);
    arrangement.arrange(picture, groups, EVERYWHERE, book);
    const dirty = new Set(arrangement.dirty.list());
    look().forEach((now, group) => {
      if (!dirty.has(group)) assert.equal(now, before[group], `seed ${seed}, spot ${group}`);
    });
  }
});
