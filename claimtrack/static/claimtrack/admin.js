// Names for what Django's forms leave without one, so that a screen reader can say it: the fields
// in tables, by the heads of their columns, the boxes with completion, by their labels, and the
// box to search in, by its button.

function named(element) {
    element.id ||= `ct-name-${++named.count}`;
    return element.id;
}
named.count = 0;

function head(field) {
    const cell = field.closest(".tabular td");
    return cell?.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
}

function nameOf(field) {
    return field.labels?.[0] ?? head(field);
}

function name(root) {
    for (const field of root.querySelectorAll(
        ".tabular td :is(input:not([type=hidden]), select, textarea):not([aria-label])",
    )) {
        const column = field.labels?.length ? null : head(field);
        if (column) field.setAttribute("aria-labelledby", named(column));
    }
    for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
        const label = nameOf(select);
        const shown = select.nextElementSibling?.querySelector(".select2-selection");
        if (!label || !shown) continue;
        const chosen = shown.querySelector(".select2-selection__rendered");
        shown.setAttribute("aria-labelledby", `${named(label)} ${chosen ? named(chosen) : ""}`.trim());
        chosen?.setAttribute("aria-labelledby", named(label));
    }
    const search = root.querySelector("#searchbar");
    search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
    for (const empty of root.querySelectorAll(".tabular th:empty")) {
        const cell = document.createElement("td");
        cell.className = empty.className;
        empty.replaceWith(cell);
    }
}

// A turn later, for that is when Django's own scripts have made their boxes.
addEventListener("load", () => setTimeout(() => name(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)));
