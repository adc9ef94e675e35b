"""Steps in time on the map: what is mended looks, to the last pixel, as if everything were drawn anew."""

import pytest

from curation.codebook_loading import shipped_terms
from curation.door import accept, propose
from mapping.example import build_example_field
from mapping.snapshot.current import refresh

pytestmark = pytest.mark.django_db(transaction=True)

# On the map page, with its own modules, a second map; after each step its canvas is drawn again and compared.
COMPARE = """
async ({ zoom, days, colour, chosen }) => {
  const address = (name) => performance.getEntriesByType("resource").map((one) => one.name)
    .find((one) => new RegExp(`/js/${name}(\\\\.[0-9a-f]+)?\\\\.js`).test(one));
  const load = async (name) => import(address(name));
  const [{ Walk }, { onDay, readQuestion }, { readField }, { categoriesBy }, { Picture }, { pointLayer }, signs] =
    await Promise.all(["field/walk", "field/question", "field/read", "map/categories", "map/picture", "map/point_layer",
      "map/signs"].map(load));
  const config = JSON.parse(document.querySelector("script[type='application/json']").textContent);
  const field = readField(await (await fetch(config.urls.field)).json());
  const box = document.createElement("div");
  box.style.cssText = "position:fixed;inset:0;width:440px;height:520px;z-index:9999";
  document.body.append(box);
  const map = L.map(box, { fadeAnimation: false, zoomAnimation: false, zoomSnap: 0.25 }).setView([52.15, 5.3], zoom);
  map.createPane("compared");
  const [picture, walk] = [new Picture(field), new Walk(field)];
  const categories = categoriesBy(colour, field);
  const book = new signs.SignBook(config.palette, categories);
  const points = pointLayer(L, { picture, colour: signs.readColours(), book }).addTo(map);
  let mended = 0;
  const mend = points.mend;
  points.mend = (...squares) => { mended += 1; mend.apply(points, squares); };
  const question = readQuestion(new URLSearchParams("certainty=possible"), field, 9500);
  const other = [];
  for (const day of days) {
    picture.show(walk.ask(onDay(question, day)), day, categories, walk.change);
    points.step();
    const stepped = points.canvas.toDataURL();
    points.redraw();
    if (points.canvas.toDataURL() !== stepped) other.push(day);
    const { sign, discs } = points.arrangement;
    const someone = () => (chosen === "sign" ? sign.owner[0] : points.arrangement.members(discs[0].group)[0]);
    if (day === days[3]) points.choose(someone());
    if (day === days[6]) points.light(sign.owner[1]);
  }
  map.remove();
  box.remove();
  return { other, mended };
}
"""
FIRST = 5_479
VIEWS = ((7.5, "activity", "disc", 31), (6.5, "form", "sign", 10), (9, "age", "sign", 31))
"""Zoom, colour, what is chosen, days between two steps."""


def test_a_mended_map_is_the_map_drawn_anew(page, live_server, reference):
    accept(change_set=propose(purpose="import", documents=list(shipped_terms())))
    accept(change_set=propose(purpose="import", documents=build_example_field()))
    refresh(anyway=True)
    page.goto(live_server.url)
    page.wait_for_selector("html[data-ready=map]")
    for zoom, colour, chosen, stride in VIEWS:
        days = [FIRST + step * stride for step in range(40)]
        found = page.evaluate(COMPARE, {"zoom": zoom, "days": days, "colour": colour, "chosen": chosen})
        assert found["other"] == [], f"zoom {zoom}"
        assert found["mended"] > 5
