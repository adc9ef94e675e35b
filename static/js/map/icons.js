/* Small line drawings for buttons that scripts make. */

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M9.500 12h5M12 9.500v5",
};

export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({
    d: PATHS[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
  }))
    path.setAttribute(key, value);
  picture.append(path);
  return picture;
}
