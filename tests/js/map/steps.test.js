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
function told(picture) {
  const { shown, placeless, standings, total } = picture;
  const there = Array.from({ length: total }, (_unused, owner) =>
    picture.stateOf(owner) === ABSENT ? null : [picture.stateOf(owner), picture.rowOf(owner), picture.categoryOf(owner)],
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
      if (!known.has(zoom)) known.set(zoom, groupSites(picture.sites, picture.most, zoom));
      // Sometimes a picture is not drawn before the next one comes.
      if (chance(6) > 0) {
        arrangement.arrange(picture, known.get(zoom), EVERYWHERE, book);
        const fresh = new Picture(field).show(matching, day, categories);
        const again = new Arrangement(fresh.total).arrange(fresh, known.get(zoom), EVERYWHERE, book);
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
        spots[arrangement.spotOf(owner)].push([owner, sign.x[at], sign.y[at], picture.stateOf(owner), picture.categoryOf(owner)]);
      }
      for (const disc of discs) spots[disc.group].push([disc.count, ...arrangement.sharesOf(disc.group)]);
      return spots.map((one) => JSON.stringify(one));
    };
    picture.show(everybody, day, categories);
    const groups = groupSites(picture.sites, picture.most, 8);
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

test("when municipalities merge, who moved is counted elsewhere, and everybody else stays counted where they are", () => {
  let moved = 0;
  for (let seed = 0; seed < CASES; seed += 1) {
    const field = randomField(chanceOf(20_000 + seed));
    const picture = new Picture(field);
    const categories = categoriesBy("activity", field);
    const everybody = new Uint8Array(picture.total).fill(1);
    const groups = groupSites(picture.sites, picture.most, 11);
    const arrangement = new Arrangement(picture.total);
    arrangement.arrange(picture.show(everybody, 79, categories), groups, EVERYWHERE);
    const [{ sizes }, before] = [arrangement, [...arrangement.sizes]];
    arrangement.arrange(picture.show(everybody, 80, categories), groups, EVERYWHERE);
    assert.equal(arrangement.sizes, sizes, `seed ${seed}: all were counted again`);
    assert.ok(arrangement.isNew, `seed ${seed}: other seats are taken, and not everything is drawn`);
    if (before.some((size, spot) => size !== sizes[spot])) moved += 1;
  }
  assert.ok(moved > CASES / 10, `only in ${moved} fields somebody moved`);
});

test("spots are made for as many as ever stand there, whichever day the map was opened on", () => {
  for (let seed = 0; seed < CASES; seed += 1) {
    const field = randomField(chanceOf(30_000 + seed));
    const everybody = new Uint8Array(field.organisations.key.length).fill(1);
    const picture = new Picture(field);
    const { most } = picture;
    for (const day of [10, 90, 170]) {
      picture.show(everybody, day, categoriesBy("activity", field));
      assert.ok(picture.taken.every((count, site) => count <= most[site]), `seed ${seed}, day ${day}`);
    }
    assert.equal(picture.most, most);
  }
});

test("who sits where does not depend on the days that were shown before", () => {
  for (let seed = 0; seed < CASES; seed += 1) {
    const chance = chanceOf(40_000 + seed);
    const field = randomField(chance);
    const everybody = new Uint8Array(field.organisations.key.length).fill(1);
    const categories = categoriesBy("activity", field);
    const picture = new Picture(field);
    for (let step = 0; step < 4; step += 1) {
      const day = chance(240);
      const [now, fresh] = [picture, new Picture(field)].map((one) => one.show(everybody, day, categories));
      for (const name of ["seat", "site", "taken", "holder"]) assert.deepEqual(now[name], fresh[name], `seed ${seed}, day ${day}: ${name}`);
    }
  }
});
