/* The readable list of who stands at a spot that several municipalities share. */

function link(state, key, text) {
  const anchor = document.createElement("a");
  const params = new URLSearchParams(state.toString());
  params.set("open", key);
  anchor.href = `?${params}`;
  anchor.dataset.state = "";
  anchor.textContent = text;
  return anchor;
}

/** Put the list into the panel, by municipality and then by name; never by number. */
export function showSpot(panel, owners, scene, pointer, state, words) {
  const { field } = scene;
  const { rank, name, key } = field.organisations;
  const places = new Map();
  for (const owner of [...owners].sort((a, b) => rank[a] - rank[b])) {
    const place = pointer.municipalityOf(owner);
    if (!places.has(place)) places.set(place, []);
    places.get(place).push(owner);
  }
  const box = document.createElement("section");
  box.className = "panel";
  box.tabIndex = -1;
  const title = document.createElement("h2");
  title.textContent = words.count("initiatives_here", owners.length);
  const list = document.createElement("ul");
  list.className = "panel-list";
  const label = (place) => field.municipalities.name[place] ?? words.say("unknown");
  for (const [place, members] of [...places].sort((one, other) =>
    label(one[0]).localeCompare(label(other[0]), words.language),
  )) {
    const heading = document.createElement("li");
    const text = document.createElement("h3");
    text.append(place < 0 ? label(place) : link(state, field.municipalities.code[place], label(place)));
    heading.append(text);
    list.append(
      heading,
      ...members.map((owner) => {
        const item = document.createElement("li");
        item.append(link(state, key[owner], name[owner]));
        return item;
      }),
    );
  }
  box.append(title, list);
  panel.replaceChildren(box);
  box.focus({ preventScroll: false });
}
