import assert from "node:assert/strict";
import { test } from "node:test";

import { Arrangement } from "../../../static/js/map/arrangement.js";
import { categoriesBy } from "../../../static/js/map/categories.js";
import { capacity, discRadius, groupSites, signRadius, spacing, sunflower } from "../../../static/js/map/groups.js";
import { Picture } from "../../../static/js/map/picture.js";
import { chanceOf } from "../field/random_field.mjs";
import { aField, anOrganisation, everyone, from } from "./field.js";

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
const fifty = Array.from({ length: 50 }, (_unused, index) =>
  anOrganisation({ period: from(index, index % 2 ? 80 : 90) }),
);

function drawn(field, day, zoom, mask = everyone(field)) {
  const picture = new Picture(field).show(mask, day, categoriesBy("activity", field));
  const groups = groupSites(picture.sites, picture.most, zoom);
  return new Arrangement(picture.total).arrange(picture, groups, EVERYWHERE);
}

test("no two seats of a sunflower overlap", () => {
  const radius = signRadius(8);
  const { x, y } = sunflower(400);
  let least = Infinity;
  for (let one = 0; one < 400; one += 1) {
    for (let other = 0; other < one; other += 1)
      least = Math.min(least, Math.hypot(x[one] - x[other], y[one] - y[other]) * spacing(radius));
  }
  assert.ok(least > radius * 1.6, `${least} between signs of radius ${radius}`);
});

test("fifty at one point are each drawn once when there is room", () => {
  const { sign, discs } = drawn(aField(fifty), 60, 12);
  assert.equal(sign.count, 50);
  assert.equal(new Set(sign.owner.subarray(0, 50)).size, 50);
  assert.equal(discs.length, 0);
});

test("what has no room becomes one disc that counts everybody and names its members", () => {
  const field = aField([...fifty, ...fifty.map(() => anOrganisation({ municipality: 1 }))]);
  const arranged = drawn(field, 60, 6);
  assert.equal(arranged.discs.reduce((sum, disc) => sum + disc.count, 0) + arranged.sign.count, 100);
  assert.ok(arranged.discs.length > 0);
  for (const disc of arranged.discs) assert.equal(arranged.members(disc.group).length, disc.count);
});

test("nobody moves when another ends", () => {
  const field = aField(fifty);
  const place = (day) => {
    const mask = Uint8Array.from(fifty, (_one, index) => (day < (index % 2 ? 80 : 90) ? 1 : 0));
    const arranged = drawn(field, day, 12, mask);
    return arranged.positionOf(2);
  };
  assert.deepEqual(place(85), place(60));
});

test("towns that are near at a low zoom come apart at a higher one", () => {
  const field = aField([anOrganisation({ municipality: 0 }), anOrganisation({ municipality: 1 })]);
  const picture = new Picture(field).show(everyone(field), 10, categoriesBy("activity", field));
  assert.equal(groupSites(picture.sites, picture.most, 6).x.length, 1);
  assert.equal(groupSites(picture.sites, picture.most, 10).x.length, 2);
});

test("no disc can ever touch another, at any zoom and however many stand there", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const chance = chanceOf(seed);
    const count = 2 + chance(300);
    const spread = 1 + chance(4);
    const sites = { count, x: [], y: [] };
    for (let site = 0; site < count; site += 1) {
      sites.x.push(0.5 + (spread * chance(10_000)) / 1e6);
      sites.y.push(0.3 + (spread * chance(10_000)) / 1e6);
    }
    const taken = Int32Array.from({ length: count }, () => chance(2) * 2 ** chance(13));
    for (const zoom of [6.5, 7.5, 9]) {
      const { x, y, of } = groupSites(sites, taken, zoom);
      const total = new Int32Array(x.length);
      taken.forEach((number, site) => number > 0 && (total[of[site]] += number));
      for (let one = 0; one < x.length; one += 1) {
        for (let other = 0; other < one; other += 1) {
          const apart = Math.hypot(x[one] - x[other], y[one] - y[other]);
          assert.ok(apart >= discRadius(total[one]) + discRadius(total[other]) + 4, `seed ${seed}`);
        }
      }
    }
  }
});

test("room never reaches into that of a neighbour", () => {
  const field = aField(
    Array.from({ length: 60 }, (_unused, index) =>
      anOrganisation({ level: 2, lon: 50_000 + index * 37, lat: 520_000 + (index % 7) * 53 }),
    ),
  );
  const picture = new Picture(field).show(everyone(field), 10, categoriesBy("activity", field));
  const groups = groupSites(picture.sites, picture.most, 11);
  for (let one = 0; one < groups.x.length; one += 1) {
    for (let other = 0; other < one; other += 1) {
      const apart = Math.hypot(groups.x[one] - groups.x[other], groups.y[one] - groups.y[other]);
      assert.ok(groups.room[one] + groups.room[other] <= apart + 1e-3);
    }
  }
});

test("a point on the map finds the sign under it, and the disc before any sign", () => {
  const alone = drawn(aField([anOrganisation()]), 10, 12);
  const at = alone.positionOf(0);
  assert.equal(alone.at(at.x + 2, at.y - 2).owner, 0);
  assert.equal(alone.at(at.x + 40, at.y), null);
  const field = aField([...fifty, ...fifty.map(() => anOrganisation({ municipality: 1 }))]);
  const full = drawn(field, 60, 6);
  assert.equal(full.at(full.discs[0].x, full.discs[0].y).disc, full.discs[0]);
});

test("even a spot without room has one seat", () => {
  assert.equal(capacity(0, 5), 1);
});
