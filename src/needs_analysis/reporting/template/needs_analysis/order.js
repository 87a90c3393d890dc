"use strict";
// Long tables can be put in order by a heading and searched. Without this script they are as they were written; on paper
// all their rows are shown.
{
  const words = JSON.parse(document.getElementById("table-words").textContent);
  const russian = document.documentElement.lang === "ru";
  const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  // A number as the page's language writes it, with its sign: blanks or commas between thousands, comma or point.
  const NUMBER = russian
    ? /[+−-]?(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:,\d+)?/
    : /[+−-]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/;

  const folded = (text) => text.normalize("NFKC").toLocaleLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();

  // What a cell is worth: its first number; nothing where it says that there is none.
  const valueOf = (cell) => {
    if (cell.matches(".too-few, .missing")) return null;
    const text = cell.textContent;
    const named = Object.keys(words.values).find((each) => text.startsWith(each));
    if (named) return words.values[named];
    const found = NUMBER.exec(text);
    if (!found) return null;
    const plain = russian ? found[0].replace(/[\u00a0\u202f ]/g, "").replace(",", ".") : found[0].replaceAll(",", "");
    return Number(plain.replace("−", "-"));
  };

  const textOf = (cell) => (cell.matches(".too-few, .missing") ? "" : cell.textContent.trim()) || null;

  const compare = (one, other) => (typeof one === "number" ? one - other : inOrder.compare(one, other));

  // Rows without a value come last in both directions, in the order in which they were written.
  const ordered = (rows, place, direction) => {
    const numbers = rows.some((row) => row.cells[place].matches(".num, .na-table td:not([class])"));
    const keyed = rows.map((row) => ({ row, key: (numbers ? valueOf : textOf)(row.cells[place]) }));
    const sign = direction === "descending" ? -1 : 1;
    const given = keyed.filter(({ key }) => key !== null).sort((one, other) => sign * compare(one.key, other.key));
    return [...given, ...keyed.filter(({ key }) => key === null)].map(({ row }) => row);
  };

  const button = (label) => Object.assign(document.createElement("button"), { type: "button", textContent: label });

  const toolsOf = (table, number) => {
    const tools = Object.assign(document.createElement("div"), { className: "table-tools" });
    const label = document.createElement("label");
    const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const count = document.createElement("span");
    table.caption.id ||= `table-${number}`;
    field.setAttribute("aria-describedby", table.caption.id);
    count.setAttribute("role", "status");
    label.append(words.search, " ", field);
    tools.append(label, count);
    (table.closest(".table-scroll") || table).before(tools);
    return { tools, field, count };
  };

  const search = (rows, { field, count }) => {
    const asked = folded(field.value).split(" ");
    const texts = rows.map((row) => folded([...row.cells].map((cell) => cell.textContent).join(" ")));
    rows.forEach((row, place) => { row.hidden = !asked.every((each) => texts[place].includes(each)); });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = words.shown.replace("{shown}", shown).replace("{all}", rows.length);
  };

  const makeOrderly = (table, number) => {
    const written = [...table.tBodies[0].rows];
    const headings = [...table.tHead.rows[0].cells];
    const parts = toolsOf(table, number);
    const restore = button(words.original);

    const order = (heading, direction) => {
      headings.forEach((each) => { if (each.ariaSort) each.ariaSort = each === heading ? direction : "none"; });
      restore.hidden = direction === "none";
      const rows = direction === "none" ? written : ordered(written, heading.cellIndex, direction);
      table.tBodies[0].append(...rows);
    };

    headings.filter((heading) => heading.textContent.trim()).forEach((heading) => {
      const sort = button(heading.textContent);
      heading.replaceChildren(sort);
      heading.ariaSort = "none";
      sort.addEventListener("click", () => order(heading, NEXT[heading.ariaSort]));
    });
    restore.hidden = true;
    restore.addEventListener("click", () => {
      order(null, "none");
      parts.field.focus();
    });
    parts.tools.append(restore);
    parts.field.addEventListener("input", () => search(written, parts));
    search(written, parts);
  };

  document.querySelectorAll("table[data-long]").forEach(makeOrderly);
}
