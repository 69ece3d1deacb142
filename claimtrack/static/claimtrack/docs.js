// Swagger UI is dark where the page says so; the page says what the system does. And what Swagger UI
// draws is named for those who do not see it.
"use strict";

{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();

  const set = (selector, name, value) => {
    for (const found of document.querySelectorAll(`${selector}:not([${name}])`)) {
      found.setAttribute(name, typeof value === "function" ? value(found) : value);
    }
  };
  const mend = () => {
    set(".information-container", "role", "banner");
    set("h3.opblock-tag", "aria-level", "2");
    set(".models > h4", "aria-level", "2");
    set("h4.opblock-title", "aria-level", "3");
    set("tr[data-param-name] select", "aria-label", (found) => found.closest("tr").dataset.paramName);
    set(".content-type-wrapper select", "aria-label", "Media type");
    set("select.examples-select-element", "aria-label", "Example");
    set("pre.microlight", "tabindex", "0");
  };
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => { isDue = false; mend(); });
  }).observe(root, { childList: true, subtree: true });
}
