// The text of a paper with its mentions as links and its results underlined; where two overlap the first one is marked.
kg.reading = (function ({ model, words, dom }) {
  function marked(paper, field) {
    const text = model.texts(paper, field), out = [];
    const marks = [...paper.mentions, ...paper.results].filter((m) => m.field === field).sort((a, b) => a.start - b.start || b.end - a.end);
    let at = 0;
    for (const m of marks) {
      if (m.start < at) continue;
      out.push(text.slice(at, m.start), m.entity ? mention(m, text.slice(m.start, m.end)) : result(m, text.slice(m.start, m.end)));
      at = m.end;
    }
    out.push(text.slice(at));
    return out;
  }
  function mention(m, text) {
    const title = `${m.entity.type.name}: ${m.entity.label} · ${words.rule(m.rule)}`;
    const mark = dom.make("mark", { tone: m.entity.type.colour, tabindex: "0", role: "link", title, click: () => kg.open(m.entity) }, text);
    mark.addEventListener("keydown", (event) => event.key === "Enter" && kg.open(m.entity));
    return mark;
  }
  const result = (r, text) => dom.make("u", { title: [r.metric, r.benchmark, r.subject, words.rule(r.rule)].filter(Boolean).join(" · ") }, text);
  // the sentence that a result stands in, with the result underlined
  function sentence(r) {
    const { from, to } = model.sentence(r.paper, r.field, r.start, r.end), text = model.texts(r.paper, r.field);
    return [text.slice(from, r.start), result(r, r.value), text.slice(r.end, to)];
  }
  return { marked, sentence };
})(kg);
