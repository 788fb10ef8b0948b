// An answer as a table: sorted by a click on a column, drawn a few hundred rows at a time.

import { columns } from "./answers.js";
import { address, number, shown } from "./terms.js";

const STEP = 500;

/** The elements of a table. */
export function table(answer) {
  if (!answer.rows.length) return [Object.assign(document.createElement("p"), { textContent: "Nothing was found." })];
  const numeric = new Set(columns(answer).numeric);
  const element = document.createElement("table");
  const body = document.createElement("tbody");
  const more = Object.assign(document.createElement("button"), { type: "button", className: "more" });
  let rows = answer.rows;
  let drawn = 0;

  function draw() {
    body.append(...rows.slice(drawn, drawn + STEP).map((row) => line(row, answer.names, numeric)));
    drawn = Math.min(drawn + STEP, rows.length);
    more.hidden = drawn === rows.length;
    more.textContent = `${(rows.length - drawn).toLocaleString("en")} more`;
  }

  const heads = answer.names.map((name, i) => {
    const head = document.createElement("th");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    head.scope = "col";
    head.classList.toggle("number", numeric.has(name));
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      heads.forEach((other, j) => {
        other.firstChild.textContent = answer.names[j] + (other === head ? (down ? " ↓" : " ↑") : "");
      });
      rows = [...answer.rows].sort((a, b) => (down ? -1 : 1) * compare(a[i], b[i]));
      drawn = 0;
      body.replaceChildren();
      draw();
    });
    head.append(button);
    return head;
  });
  element.createTHead().insertRow().append(...heads);
  element.append(body);
  more.addEventListener("click", draw);
  draw();
  return [element, more];
}

function line(row, names, numeric) {
  const element = document.createElement("tr");
  row.forEach((term, i) => {
    const cell = element.insertCell();
    cell.classList.toggle("number", numeric.has(names[i]));
    if (term?.type === "uri") {
      const link = Object.assign(document.createElement("a"), { href: address(term.value), textContent: shown(term), title: term.value });
      cell.append(link);
    } else {
      cell.textContent = shown(term);
    }
  });
  return element;
}

/** Numbers by size, all else by its text, what is not bound last. */
function compare(a, b) {
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
  const [m, n] = [number(a), number(b)];
  if (m !== null && n !== null) return m - n;
  return shown(a).localeCompare(shown(b), "en", { numeric: true });
}
