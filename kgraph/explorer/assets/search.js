// Search over names, written forms and titles: deaf to case and hyphens, tolerant of one typing error.
kg.search = (function () {
  const rows = [];
  for (const entity of kg.model.entities) {
    const forms = new Set([kg.fold(entity.label), ...entity.forms.map(([form]) => kg.fold(form))]);
    for (const form of forms) rows.push({ form, item: entity, weight: entity.links.length + entity.publishes.length });
  }
  for (const paper of kg.model.papers) rows.push({ form: kg.fold(paper.title), item: paper, weight: 0.5 });

  // whether one insertion, deletion, change or swap makes a prefix of b from a
  function nearPrefix(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (i === a.length) return true;
    const rest = a.slice(i + 1);
    return b.startsWith(rest, i + 1) || b.startsWith(rest, i) || b.startsWith(a.slice(i), i + 1) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && b.startsWith(a.slice(i + 2), i + 2));
  }
  function rank(form, query) {
    if (form === query) return 5;
    if (form.startsWith(query)) return 4;
    if (form.includes(" " + query)) return 3;
    if (query.length > 2 && form.includes(query)) return 2;
    if (query.length > 3 && nearPrefix(query, form)) return 1;
    return 0;
  }
  return function (text, limit) {
    const query = kg.fold(text);
    if (!query) return [];
    const best = new Map();
    for (const row of rows) {
      const score = rank(row.form, query);
      if (!score) continue;
      const known = best.get(row.item);
      if (!known || known.score < score) best.set(row.item, { item: row.item, form: row.form, score, weight: row.weight });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || b.weight - a.weight || (a.item.label < b.item.label ? -1 : 1)).slice(0, limit);
  };
})();
