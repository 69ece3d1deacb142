// A text box with a list of offers below it, as in the ARIA pattern “combobox with list
// autocomplete”: arrows choose, Enter takes, Escape closes; what is typed stays what it is.

const PAUSE = 120; // milliseconds after the last key
let made = 0;

export function complete(input, { offers, wanted, changed, taken }) {
  const list = document.createElement("ul");
  list.id = `offers-${(made += 1)}`;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }
  let offered = [];
  let at = -1;
  let timer = 0;
  let asked = 0;

  function close() {
    window.clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    at = place;
    [...list.children].forEach((item, number) => {
      item.setAttribute("aria-selected", String(number === at));
    });
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function take(place) {
    close();
    input.value = offered[place].text;
    taken(offered[place]);
  }

  function item(offer, number) {
    const line = document.createElement("li");
    line.id = `${list.id}-${number}`;
    line.setAttribute("role", "option");
    line.dir = "auto";
    const note = document.createElement("small");
    note.textContent = offer.note;
    line.append(offer.text, " ", note);
    line.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(number);
    });
    return line;
  }

  async function show() {
    const mine = (asked += 1);
    const found = await offers(input.value.trim());
    if (mine !== asked) return;
    offered = found;
    list.replaceChildren(...offered.map(item));
    if (!offered.length) {
      close();
      return;
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(0);
  }

  input.addEventListener("input", () => {
    changed();
    window.clearTimeout(timer);
    if (input.value.trim() && wanted()) timer = window.setTimeout(show, PAUSE);
    else close();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value.trim() && wanted()) {
        event.preventDefault();
        show();
      }
      return;
    }
    const count = offered.length;
    const steps = { ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count };
    if (event.key in steps) choose(steps[event.key]);
    else if (event.key === "Enter") take(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
