// The head of a query: what it answers and which parameters it takes, in comments as `kgraph query` reads them.

const LINE = /^# (title|description|question|parameter): (.+)$/;
const MORE = /^# {2,}(\S.*)$/;
const PARAMETER = /^(\w+) \((\w+)\) = ([^;]+); (.+)$/;

const PREFIX = /^\s*PREFIX\s+(\w+):\s*<([^<>\s]+)>/gim;

/** Prefix -> IRI of those that a query declares itself. */
export function declared(text) {
  return Object.fromEntries([...text.matchAll(PREFIX)].map((m) => m.slice(1)));
}

/** {description, parameters: [{name, type, value, description}]} */
export function head(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (!line.startsWith("#")) break;
    const [first, more] = [LINE.exec(line.trimEnd()), MORE.exec(line.trimEnd())];
    if (first) found.push([first[1], first[2]]);
    else if (more && found.length) found.at(-1)[1] += ` ${more[1]}`;
  }
  const parameters = found.filter(([key]) => key === "parameter").map(([, value]) => PARAMETER.exec(value)).filter(Boolean);
  return {
    description: found.find(([key]) => key === "description")?.[1] ?? "",
    parameters: parameters.map(([, name, type, value, description]) => ({ name, type, value, description })),
  };
}
