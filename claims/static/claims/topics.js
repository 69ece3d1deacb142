// The names offered for the topics complete the last one typed, after those that are there.

const field = document.getElementById("id_topics");
const list = document.getElementById("topic-names");

if (field && list) {
    const names = Array.from(list.options, (option) => option.value);
    field.addEventListener("input", () => {
        const written = field.value;
        const before = written.slice(0, written.lastIndexOf(",") + 1);
        const lead = before ? `${before} ` : "";
        const taken = before.split(",").map((name) => name.trim());
        list.replaceChildren(
            ...names
                .filter((name) => !taken.includes(name))
                .map((name) => new Option("", lead + name)),
        );
    });
}
