// The list of explorers: one button each; the open one is marked.

function render({ model, el }) {
  const list = document.createElement("ul");
  const buttons = model.get("entries").map(({ name, lesson, title }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${lesson} ${title}`;
    button.addEventListener("click", () => {
      model.set("chosen", name);
      model.save_changes();
    });
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
    return [name, button];
  });
  const mark = () => {
    for (const [name, button] of buttons) {
      button.setAttribute("aria-current", String(name === model.get("chosen")));
    }
  };
  const root = document.createElement("nav");
  root.className = "course-gallery";
  root.setAttribute("aria-label", "Explorers");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.append(list);
  el.append(root);
  model.on("change:chosen", mark);
  mark();
  return () => model.off("change:chosen", mark);
}

export default { render };
