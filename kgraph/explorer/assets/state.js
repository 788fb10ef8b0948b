// What is shown, as one object, and the address that says the same: a link, a bookmark, the back button.
kg.state = (function ({ model }) {
  const names = (text) => (text ? text.split(",").map(decoded).filter(Boolean) : []);
  const items = (text) => names(text).map((name) => model.byId.get(name)).filter(Boolean);
  const listed = (list) => [...list].map((item) => encodeURIComponent(typeof item === "string" ? item : model.nameOf(item))).join(",");
  const known = (all, text) => new Set(names(text).filter((name) => all.some((one) => one.name === name)));
  function decoded(text) { try { return decodeURIComponent(text || ""); } catch { return ""; } }
  const date = (text) => (/^\d{4}(-\d\d){0,2}$/.test(text || "") ? text : "");

  // key in the address -> [part of the state, from text, to text]; an empty text is left out
  const PARTS = {
    at: ["at", (text) => model.byId.get(decoded(text)) || null, (item) => item && encodeURIComponent(model.nameOf(item))],
    with: ["other", (text) => model.byId.get(decoded(text)) || null, (item) => item && encodeURIComponent(model.nameOf(item))],
    as: ["mode", (text) => (Object.hasOwn(kg.modes, text || "") ? text : ""), (mode) => mode],
    without: ["without", (text) => known(model.types, text), (off) => [...off].sort().join(",")],
    roles: ["roles", (text) => known(model.roles, text), (off) => [...off].sort().join(",")],
    from: ["from", date, (text) => text],
    until: ["until", date, (text) => text],
    by: ["by", (text) => model.byId.get(decoded(text)) || null, (item) => item && encodeURIComponent(item.id)],
    least: ["least", (text) => Math.max(1, Number.parseInt(text, 10) || 1), (n) => (n > 1 ? String(n) : "")],
    field: ["community", (text) => { const n = Number.parseInt(text, 10) - 1; return n in model.communities ? n : -1; }, (n) => (n >= 0 ? String(n + 1) : "")],
    open: ["opened", (text) => new Set(names(text)), (set) => listed(set)],
    pin: ["pinned", items, listed],
    hide: ["hidden", (text) => new Set(items(text)), listed],
  };
  function read(hash) {
    const given = new Map(hash.replace(/^#/, "").split("&").map((p) => p.split("=")));
    return Object.fromEntries(Object.entries(PARTS).map(([key, [part, from]]) => [part, from(given.get(key))]));
  }
  function address(state) {
    const parts = Object.entries(PARTS).map(([key, [part, , to]]) => [key, to(state[part])]).filter(([, text]) => text);
    return `#${parts.map(([key, text]) => `${key}=${text}`).join("&")}`;
  }
  return { read, address };
})(kg);
// Views beside the overview and the neighbourhood, by their name in the address:
// {title, canvas?(state, size, slice): view, sheet?(state, slice): nodes, panel(state, slice): nodes, caption(state)}
kg.modes = {};
