// Search over names, written forms and titles: deaf to case, accents and hyphens, tolerant of one typing error.
kg.search = (function () {
  let rows = null;
  const row = (form, item, weight) => ({ form, tight: form.replaceAll(" ", ""), item, weight });
  // made when somebody searches: the first view need not wait for it
  function make() {
    rows = [];
    for (const entity of kg.model.entities) {
      const forms = new Set([kg.fold(entity.label), ...entity.forms.map(([form]) => kg.fold(form))]);
      for (const form of forms) rows.push(row(form, entity, entity.papers.length));
    }
    for (const paper of kg.model.papers) rows.push(row(kg.fold(paper.title), paper, 0.5));
  }

  // whether one insertion, deletion, change or swap makes a prefix of b from a
  function nearPrefix(a, b, from) {
    let i = 0;
    while (i < a.length && a[i] === b[from + i]) i++;
    if (i === a.length) return true;
    const rest = a.slice(i + 1), at = from + i;
    return b.startsWith(rest, at + 1) || b.startsWith(rest, at) || b.startsWith(a.slice(i), at + 1) ||
      (a[i] === b[at + 1] && a[i + 1] === b[at] && b.startsWith(a.slice(i + 2), at + 2));
  }
  function nearWord(query, form) {
    for (let at = 0; at >= 0; at = form.indexOf(" ", at) + 1 || -1) if (nearPrefix(query, form, at)) return true;
    return false;
  }
  function rank({ form, tight }, query, words) {
    if (form === query) return 7;
    if (tight === words.join("")) return 6;
    if (form.startsWith(query)) return 5;
    if (form.includes(" " + query)) return 4;
    if (words.length > 1 && words.every((word) => form.startsWith(word) || form.includes(" " + word))) return 3;
    if (query.length > 2 && form.includes(query)) return 2;
    // a short name that was mistyped comes before long ones that only begin so
    if (query.length > 3 && nearWord(query, form)) return Math.abs(form.length - query.length) < 2 ? 1.5 : 1;
    return 0;
  }
  return function (text, limit) {
    const query = kg.fold(text), best = new Map();
    if (!query) return [];
    if (!rows) make();
    for (const one of rows) {
      const score = rank(one, query, query.split(" ")), known = best.get(one.item);
      if (score && (!known || known.score < score)) best.set(one.item, { ...one, score });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || b.weight - a.weight || (a.item.label < b.item.label ? -1 : 1)).slice(0, limit);
  };
})();
