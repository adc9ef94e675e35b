/* Small pictures that are drawn once and then stamped on a canvas as often as needed. */

let sheet = null;

/**
 * A picture of 2 × half by 2 × half pixels, drawn by `draw(context)` around 0,0: { image, half }. All are drawn on one
 * sheet, because making a canvas takes longer than drawing on it.
 */
export function makeStamp(half, ratio, draw) {
  const size = Math.round(half * 2 * ratio);
  const canvas = blank(size);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, half * ratio, half * ratio);
  draw(context);
  return { image: canvas.transferToImageBitmap?.() ?? canvas, half };
}

function blank(size) {
  if (typeof OffscreenCanvas === "undefined") {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    return canvas;
  }
  sheet ??= new OffscreenCanvas(size, size);
  // Setting a size, even the same one, also wipes the sheet and all settings of its context.
  sheet.width = sheet.height = size;
  return sheet;
}
