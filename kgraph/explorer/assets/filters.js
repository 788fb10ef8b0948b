// The row of filters under the head.
kg.filters = (function ({ model, words, dom }) {
  const box = document.getElementById("filters");
  box.setAttribute("aria-label", words.types);
  const all = kg.slice(), number = new Map(model.types.map((t) => [t, 0]));
  for (const entity of all.entities) number.set(entity.type, number.get(entity.type) + 1);
  for (const type of model.types) {
    const button = dom.make("button", { type: "button", "data-type": type.name, "aria-pressed": "true" }, dom.dot(type), type.plural, dom.soft(number.get(type)));
    button.hidden = !number.get(type);
    button.addEventListener("click", () => {
      const without = new Set(kg.now().state.without);
      if (!without.delete(type.name)) without.add(type.name);
      kg.go({ without }, true);
    });
    box.append(button);
  }
  function show(state) {
    for (const button of box.querySelectorAll("[data-type]")) button.setAttribute("aria-pressed", String(!state.without.has(button.dataset.type)));
  }
  return { show };
})(kg);
