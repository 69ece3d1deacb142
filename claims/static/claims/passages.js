// One more row for a passage as soon as the last one is written in; without this, two rows at
// a time are there.

function listen(rows) {
    const last = rows.querySelector(".passage-row:last-of-type textarea");
    last?.addEventListener("input", () => add(rows), { once: true });
}

function add(rows) {
    const all = rows.querySelectorAll(".passage-row");
    const row = all[all.length - 1].cloneNode(true);
    const number = all.length + 1;
    row.querySelector(".places")?.remove();
    row.querySelector(".number").textContent = number;
    row.querySelector("label").htmlFor = `passage-${number}`;
    const words = row.querySelector("textarea");
    words.id = `passage-${number}`;
    words.value = "";
    words.defaultValue = "";
    all[all.length - 1].after(row);
    listen(rows);
}

document.querySelectorAll(".passages").forEach(listen);
