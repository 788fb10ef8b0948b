// Parts of pages: all texts go in as text nodes, so that nothing in the data can run.
kg.dom = (function ({ words }) {
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined) continue;
      if (name === "class") node.className = value;
      else if (name === "colour") node.style.background = value;
      else if (name === "tone") node.style.setProperty("--tone", value);
      else if (name === "click") node.addEventListener("click", value);
      else node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((c) => c !== null && c !== undefined));
    return node;
  }
  const button = (text, click, more = {}) => make("button", { type: "button", click, ...more }, text);
  const link = (item, text) => button(text || item.label, () => kg.open(item), { class: "link" });
  const dot = (item) => make("span", { class: item.kind === "paper" ? "dot square" : "dot", colour: item.kind === "paper" ? "var(--paper)" : (item.type || item).colour, "aria-hidden": "true" });
  const soft = (text) => make("span", { class: "soft" }, String(text));
  const chip = (item, ...more) => make("span", { class: "chip" }, dot(item), link(item), ...more);
  const chips = (items, draw) => make("div", { class: "chips" }, ...items.map(draw));
  const section = (title, ...children) => [make("h3", {}, title), ...children];
  const name = (text) => make("bdi", {}, text);
  // a value without the signs of LaTeX around it
  const plain = (value) => value.replace(/\\times/g, "×").replace(/[$\\{}]/g, "").trim();
  const safe = (url) => /^https?:\/\//.test(url);
  function when(paper) {
    const doubt = paper.inferred ? words.inferred : paper.date.startsWith("--") ? words.openYear : "";
    return paper.date.replace(/^--/, "") + (doubt && ` (${doubt})`);
  }
  // the first entries, and a button for the others; the entry that comes next gets the focus
  function more(holder, rest, text, draw) {
    const button_ = button(text, () => {
      const rows = rest.map(draw);
      (button_.closest("li") || button_).replaceWith(...rows);
      rows[0].querySelector("button")?.focus();
    }, { class: "link more" });
    holder.append(holder.tagName === "UL" ? make("li", {}, button_) : button_);
    return holder;
  }
  function list(items, draw, limit) {
    const row = (item) => make("li", {}, ...draw(item)), out = make("ul", {}, ...items.slice(0, limit).map(row));
    return items.length > limit ? more(out, items.slice(limit), words.more(items.length - limit), row) : out;
  }
  const paperRow = (paper) => [link(paper), paper.date ? make("span", { class: "soft when" }, ` ${when(paper)}`) : null];
  // what a result says that it was measured on, or of, or against, with links to what the paper's mentions know
  const told = (result, part) => result.pieces[part].map(([text, entity]) => (entity ? link(entity, text) : text));
  return { make, button, link, dot, soft, chip, chips, section, name, safe, plain, when, list, paperRow, told };
})(kg);
