// What a quote's form does without another page: rows are added, names are completed, what only a
// new speaker needs is shown when somebody new is made. Without this the form works all the same.

import { complete } from "./completion.js";

const form = document.querySelector(".quote-form");

function whoIs(row) {
  return row.querySelector("[name$='-is_']");
}

function showWhatIsNeeded(row) {
  const select = whoIs(row);
  if (!select) return;
  const isNew = !["", "document"].includes(select.value);
  row.querySelector("[data-new]").hidden = !isNew;
  for (const field of row.querySelectorAll(".group")) field.hidden = select.value !== "group";
  row.querySelector(".capacity").hidden = select.value !== "";
}

function offerCapacities(row, capacities) {
  const select = row.querySelector("[name$='-capacity']");
  if (!select) return;
  const options = [["", "–"], ...capacities].map(([value, text]) => new Option(text, value));
  select.replaceChildren(...options);
}

function sourceKey() {
  return form.dataset.source || form.querySelector("[name='source-key']")?.value || "";
}

function address(what, words) {
  const base = form.dataset.completion.replace(/speaker\/$/, `${what}/`);
  return `${base}?${new URLSearchParams({ q: words, source: sourceKey() })}`;
}

function completesFor(row, box) {
  if (box.dataset.completes !== "speaker") return box.dataset.completes;
  return whoIs(row)?.value === "document" ? "source" : "speaker";
}

// Nothing is offered where the server does not answer, or the page is being left.
async function known(page) {
  try {
    const answer = await fetch(page, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).results : [];
  } catch {
    return [];
  }
}

// New kinds of speaker, offered below those that are known.
function newKinds(row, words) {
  const select = row && whoIs(row);
  if (!select) return [];
  return [...select.options]
    .filter((option) => !["", "document"].includes(option.value))
    .map((option) => ({ text: words, note: option.text, makes: option.value, capacities: [] }));
}

function setUpBox(box) {
  const row = box.closest("[data-row]");
  const key = box.querySelector("[data-key]");
  complete(box.querySelector("input[type=text]"), {
    async offers(words) {
      const what = completesFor(row, box);
      const results = await known(address(what, words));
      const makes = what === "speaker" && !whoIs(row)?.value ? newKinds(row, words) : [];
      return [...results, ...makes];
    },
    wanted() {
      const select = row && whoIs(row);
      return !select || ["", "document"].includes(select.value);
    },
    changed() {
      key.value = "";
      box.querySelector("[data-kept]")?.remove();
      box.parentElement.querySelector(".places")?.remove();
      if (row) offerCapacities(row, []);
    },
    taken(offer) {
      key.value = offer.key ?? "";
      if (!row || !whoIs(row)) return;
      offerCapacities(row, offer.capacities ?? []);
      if (offer.makes) whoIs(row).value = offer.makes;
      showWhatIsNeeded(row);
      if (offer.makes) row.querySelector("[name$='-description']").focus();
    },
  });
}

function setUpRow(row) {
  showWhatIsNeeded(row);
  const select = whoIs(row);
  if (select) select.addEventListener("change", () => showWhatIsNeeded(row));
  for (const box of row.querySelectorAll(".pick")) setUpBox(box);
  // Other words stand elsewhere: what was found of the old ones is no longer shown.
  const words = row.querySelector(".quote-words");
  const places = [...row.querySelectorAll(":scope > .places, :scope > .reading, [name$='-at']")];
  words?.addEventListener("input", () => places.splice(0).forEach((place) => place.remove()));
}

function addRow(rows) {
  const total = rows.querySelector("[name$='-TOTAL_FORMS']");
  const number = Number(total.value);
  const template = rows.querySelector("template");
  const html = template.innerHTML.replaceAll("__prefix__", String(number));
  const made = new DOMParser().parseFromString(html, "text/html").querySelector("[data-row]");
  const row = document.adoptNode(made);
  const label = row.querySelector("[data-label]");
  if (label) label.textContent = `${label.dataset.label} ${number + 1}`;
  template.before(row);
  total.value = String(number + 1);
  setUpRow(row);
  row.querySelector("textarea, input:not([type=hidden]), select").focus();
}

function setUp() {
  for (const row of form.querySelectorAll("[data-row]")) setUpRow(row);
  for (const box of form.querySelectorAll(".pick")) if (!box.closest("[data-row]")) setUpBox(box);
  for (const button of form.querySelectorAll("[data-add]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      addRow(button.closest("[data-rows]"));
    });
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.closest("form").requestSubmit(document.querySelector("[name=_save]"));
    }
  });
  const place = form.querySelector("fieldset.places input:checked, fieldset.places input");
  const wrong = form.querySelector(
    ".errors textarea, .errors input:not([type=hidden]), .errors select",
  );
  (place ?? form.querySelector(".reading button") ?? wrong)?.focus();
}

if (form) setUp();
