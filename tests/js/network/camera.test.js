import assert from "node:assert/strict";
import { test } from "node:test";

import { Camera, readZoom } from "../../../static/js/network/camera.js";

function camera(frame = { width: 900, height: 500 }) {
  const made = new Camera();
  made.measure({ width: 1000, height: 600 }, frame);
  return made;
}

const close = (one, other) => assert.ok(Math.abs(one - other) < 1e-6, `${one} ≠ ${other}`);

test("at first all of the drawing is in sight, and the address says nothing of it", () => {
  const one = camera();
  const [corner, end] = [one.toFrame({ x: 0, y: 0 }), one.toFrame({ x: 1000, y: 600 })];
  assert.ok(corner.x >= 0 && corner.y >= 0 && end.x <= 900 && end.y <= 500);
  assert.equal(one.write(), "");
});

test("enlarging keeps the point under the pointer in its place", () => {
  const one = camera();
  const point = { x: 200, y: 120 };
  const before = one.toDrawing(point);
  one.zoomBy(2.5, point);
  const after = one.toDrawing(point);
  close(before.x, after.x);
  close(before.y, after.y);
});

test("the same address shows the same part in a frame of another size", () => {
  const one = camera();
  one.zoomBy(3, { x: 700, y: 100 });
  one.pan(40, -20);
  const other = camera({ width: 390, height: 420 });
  other.read(one.write());
  assert.ok(Math.abs(other.x - one.x) < 0.1 && Math.abs(other.y - one.y) < 0.1);
  assert.equal(other.write(), one.write());
});

test("a frame that changes its size keeps what one looks at", () => {
  const one = camera();
  one.zoomBy(4);
  const text = one.write();
  one.measure({ width: 1000, height: 600 }, { width: 500, height: 700 });
  assert.equal(one.write(), text);
});

test("what is no place in the drawing shows all of it", () => {
  for (const bad of ["", "a/b/c", "1/2", "0/0.5/0.5", "99/0.5/0.5", "2/7/0.5", null]) assert.equal(readZoom(bad), null);
  const one = camera();
  one.zoomBy(3);
  one.read("nonsense");
  assert.equal(one.zoom, 1);
});

test("moving stays within the drawing", () => {
  const one = camera();
  one.pan(1e6, 1e6);
  assert.ok(one.x >= 0);
  one.pan(-1e6, -1e6);
  assert.ok(one.x <= 1000 && one.y <= 600);
});

test("what is outside the frame or behind the headings is not seen", () => {
  const one = camera();
  assert.ok(one.sees({ x: 500, y: 300 }));
  one.zoomBy(4);
  assert.ok(one.sees({ x: one.x, y: one.y }));
  assert.ok(!one.sees({ x: 0, y: one.y }));
  assert.ok(!one.sees(one.toDrawing({ x: one.frame.width / 2, y: 20 })));
});
