// The page side of an explorer. It sends wishes, newest first and one at a time, and shows
// the answers: picture, words and settings of one message appear in one moment.

const PATIENCE = 150; // ms until a newer wish may overtake one that is still computed
const REST = 300; // ms without news until the sentence is read out
const BUSY = 3000; // ms without an answer until the page says why

// Each explorer of a page loads this module anew, so a plain count would repeat.
const own = Math.random().toString(36).slice(2, 10);
let ids = 0;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Wishes: places of sliders replace each other until they are sent; presses and typed words
// are sent as they come.
class Wishes {
  constructor(model, changed) {
    Object.assign(this, { model, changed, number: Date.now(), sent: 0, open: false });
    this.places = {};
  }

  move(name, place) {
    this.places[name] = place;
    this.pump();
  }

  say(wish) {
    this.flush();
    this.post(wish);
  }

  pump() {
    if (!Object.keys(this.places).length) return;
    const waited = performance.now() - this.sent;
    if (!this.open || waited >= PATIENCE) this.flush();
    else if (!this.timer) this.timer = setTimeout(() => this.later(), PATIENCE - waited);
  }

  later() {
    this.timer = null;
    this.pump();
  }

  flush() {
    const places = this.places;
    this.places = {};
    if (Object.keys(places).length) this.post({ places });
  }

  post(wish) {
    this.sent = performance.now();
    this.open = true;
    this.number += 1;
    this.model.send({ ...wish, number: this.number });
    this.changed();
  }

  answered(number) {
    if (number < this.number) return;
    this.open = false;
    this.changed();
    this.pump();
  }
}

// Where a key leads on a slider; undefined for other keys.
function stepped(key, place, last) {
  const steps = {
    ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
    Home: -last, End: last,
  };
  return key in steps ? Math.min(last, Math.max(0, place + steps[key])) : undefined;
}

// Rows: what a person moves. Each has show(place) and tells `wishes` of changes.
function numberRow(control, wishes) {
  const id = `course-explorer-${own}-${(ids += 1)}`;
  const unit = element("span", { class: "unit", id: `${id}-unit` }, control.unit);
  const label = element("label", { for: id }, control.label);
  const box = element("input", {
    type: "text", inputmode: "decimal", id, class: "entry", autocomplete: "off",
    "aria-describedby": `${id}-unit`,
  });
  const letters = Math.max(...control.texts.map((text) => text.length));
  box.style.width = `max(5.5em, ${letters + 3}ch)`;
  const slider = element("input", {
    type: "range", min: 0, max: control.places, step: 1,
    "aria-label": control.unit ? `${control.label} in ${control.unit}, slider` : `${control.label}, slider`,
    title: "Arrow keys: one step. Page Up, Page Down: ten steps. Home, End: the limits.",
  });
  let typing = false;
  const paint = (place) => {
    slider.value = place;
    slider.setAttribute("aria-valuetext", `${control.texts[place]} ${control.unit}`.trim());
    // What a person is typing or has selected is left as it is.
    if (!typing && box.value !== control.texts[place]) box.value = control.texts[place];
  };
  const move = (place) => {
    paint(place);
    wishes.move(control.name, place);
  };
  slider.addEventListener("input", () => move(Number(slider.value)));
  // The notebook around the panel listens at the document and may keep arrow keys for itself,
  // so keys are taken at the window.
  const keys = (event) => {
    if (event.target !== slider || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = stepped(event.key, Number(slider.value), control.places);
    if (place === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (place !== Number(slider.value)) move(place);
  };
  addEventListener("keydown", keys, true);
  box.addEventListener("input", () => { typing = true; });
  box.addEventListener("change", () => {
    typing = false;
    wishes.say({ typed: [control.name, box.value] });
  });
  box.addEventListener("blur", () => {
    typing = false;
    paint(Number(slider.value));
  });
  const leave = () => removeEventListener("keydown", keys, true);
  return { parts: [label, box, unit, slider], show: paint, name: control.name, leave };
}

function choiceRow(control, wishes) {
  const id = `course-explorer-${own}-${(ids += 1)}`;
  const label = element("label", { for: id }, control.label);
  const list = element("select", { id, class: "wide" });
  list.append(...control.texts.map((words, place) => element("option", { value: place }, words)));
  list.addEventListener("change", () => wishes.move(control.name, Number(list.value)));
  return { parts: [label, list], show: (place) => { list.value = place; }, name: control.name };
}

function toggleRow(control, wishes) {
  const box = element("input", { type: "checkbox" });
  const label = element("label", { class: "switch" }, box, ` ${control.label}`);
  box.addEventListener("change", () => wishes.move(control.name, Number(box.checked)));
  return { parts: [label], show: (place) => { box.checked = Boolean(place); }, name: control.name };
}

const ROWS = { number: numberRow, choice: choiceRow, toggle: toggleRow };

// The picture is replaced only by one that is loaded and is decoded in the frame that shows it,
// so there is no blank moment.
class Stage {
  constructor() {
    this.picture = element("img", { alt: "" });
    this.fault = element("p", { class: "fault", role: "alert", hidden: "" });
    this.bar = element("progress", { max: 1, "aria-label": "Part computed" });
    this.word = element("span", {}, "Computing ");
    this.waiting = element("div", { class: "waiting", hidden: "" }, this.word, this.bar);
    this.root = element("div", { class: "stage" }, this.picture, this.fault, this.waiting);
    this.latest = 0;
  }

  async paint(shown, then) {
    const turn = (this.latest += 1);
    if (shown.fault) {
      this.fault.textContent = `${shown.words} Press Reset to go back to the default settings.`;
      [this.fault.hidden, this.picture.hidden] = [false, true];
      return then();
    }
    const [width, height] = shown.size;
    const next = element("img", { alt: shown.alt, width, height, decoding: "sync" });
    // As large as the page allows, with the controls still in view.
    next.style.maxWidth = `clamp(600px, calc(var(--tall) * ${width / height}), 1400px)`;
    const whole = new Promise((resolve) => { [next.onload, next.onerror] = [resolve, resolve]; });
    next.src = shown.picture;
    await whole;
    if (turn < this.latest) return undefined; // a newer one is there already
    this.picture.replaceWith(next);
    this.picture = next;
    this.fault.hidden = true;
    return then();
  }

  wait(words, part) {
    this.waiting.hidden = !words;
    this.word.textContent = words ? `${words} ` : "";
    this.bar.hidden = part === undefined;
    if (part !== undefined) this.bar.value = part;
  }
}

// The parts of all rows in reading order; switches that follow each other share a line.
function laidOut(rows) {
  const parts = [];
  for (const part of rows.flatMap((row) => row.parts)) {
    const line = parts.at(-1);
    if (!part.matches(".switch")) parts.push(part);
    else if (line?.matches(".across")) line.append(part);
    else parts.push(element("div", { class: "across" }, part));
  }
  return parts;
}

function pinTable(wishes) {
  const body = element("tbody");
  const head = ["Pin", "Settings", "Reading", ""].map((words) => element(words ? "th" : "td", words ? { scope: "col" } : {}, words));
  const table = element("table", { hidden: "" }, element("caption", {}, "Pinned states"),
    element("thead", {}, element("tr", {}, ...head)), body);
  const button = (words, number) => {
    const made = element("button", { type: "button", "aria-label": `${words} pin ${number}` }, words);
    made.addEventListener("click", () => wishes.say({ press: [words === "Show" ? "show" : "unpin", number] }));
    return made;
  };
  const show = (pins) => {
    table.hidden = !pins.length;
    body.replaceChildren(...pins.map(([settings, reading], index) => element("tr", {},
      element("th", { scope: "row" }, String(index + 1)), element("td", {}, settings),
      element("td", {}, reading),
      element("td", {}, button("Show", index + 1), " ", button("Remove", index + 1)))));
  };
  return { table, show };
}

function codeLine() {
  const line = element("input", { type: "text", readonly: "", "aria-label": "This picture as Python", spellcheck: "false" });
  const copy = element("button", { type: "button" }, "Copy as Python");
  const done = element("span", { role: "status" });
  copy.addEventListener("click", async () => {
    line.select(); // where a page may not write to the clipboard, the keys still can
    let copied = false;
    try {
      await navigator.clipboard.writeText(line.value);
      copied = true;
    } catch {
      copied = document.execCommand("copy");
    }
    done.textContent = copied ? "Copied." : "Selected: copy it with the keyboard.";
    setTimeout(() => { done.textContent = ""; }, 4000);
  });
  return { root: element("div", { class: "code" }, copy, line, done), show: (code) => { line.value = code; } };
}

function render({ model, el }) {
  const form = model.get("form");
  const stage = new Stage();
  const words = element("p", { class: "words", role: "status", "aria-live": "polite" });
  const notice = element("p", { class: "notice", role: "alert" });
  let clock = null;

  // While something is on its way: nothing at first, then progress, then the reason.
  const changed = () => {
    clearTimeout(clock);
    if (!wishes.open) return stage.wait("");
    clock = setTimeout(() => {
      stage.wait("Computing");
      clock = setTimeout(() => stage.wait("The kernel is busy; the picture follows."), BUSY);
    }, PATIENCE);
    return undefined;
  };
  const wishes = new Wishes(model, changed);
  const rows = form.controls.map((control) => ROWS[control.kind](control, wishes));
  const pins = pinTable(wishes);
  const code = codeLine();
  const press = (text, name) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => wishes.say({ press: [name] }));
    return button;
  };
  const pinning = press("Pin this state", "pin");
  const prompts = form.tries.map((prompt) => element("li", {}, prompt));
  const root = element("section", { class: "course-explorer", "aria-label": form.title },
    element("p", { class: "title", role: "heading", "aria-level": 3 }, form.title),
    element("div", { class: "bench" },
      element("div", { class: "desk" },
        element("div", { class: "controls" }, ...laidOut(rows)),
        element("div", { class: "buttons" }, press("Reset", "reset"), pinning, notice)),
      element("div", { class: "view" }, stage.root, words)),
    pins.table, code.root);
  if (prompts.length) {
    root.append(element("div", { class: "tries" }, element("p", {}, "Try"), element("ol", {}, ...prompts)));
  }
  // Arrow keys belong to the sliders here, not to the notebook around them.
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.addEventListener("keydown", (event) => event.stopPropagation());
  el.append(root);

  let resting = null;
  const show = () => {
    const shown = model.get("shown");
    stage.paint(shown, () => {
      words.setAttribute("aria-busy", "true"); // a screen reader waits for the last one
      clearTimeout(resting);
      resting = setTimeout(() => words.removeAttribute("aria-busy"), REST);
      words.textContent = shown.words;
      notice.textContent = shown.notice;
      code.show(shown.code);
      pins.show(shown.pins);
      pinning.disabled = shown.pins.length >= 3 || shown.fault;
      wishes.answered(shown.number);
      const moving = wishes.open ? wishes.number > shown.number : false;
      for (const row of rows) {
        // A control that a person has moved on meanwhile is not pulled back.
        if (!moving && !(row.name in wishes.places)) row.show(shown.places[row.name]);
      }
    });
  };
  const progress = (message) => {
    if (wishes.open && performance.now() - wishes.sent > PATIENCE && "part" in message) {
      clearTimeout(clock);
      stage.wait("Computing", message.part);
    }
  };

  // The frame is drawn with as many pixels as the page and the screen show.
  let pixels = 0;
  let sizing = null;
  const measure = () => {
    clearTimeout(sizing);
    sizing = setTimeout(() => {
      const wide = Math.round(stage.picture.getBoundingClientRect().width * devicePixelRatio);
      if (!wide || Math.abs(wide - pixels) < 4) return;
      pixels = wide;
      wishes.say({ pixels });
    }, 120);
  };
  const watcher = new ResizeObserver(measure);
  watcher.observe(stage.root);
  addEventListener("resize", measure); // zooming changes the pixels, not the size

  model.on("change:shown", show);
  model.on("msg:custom", progress);
  show();
  return () => {
    for (const row of rows) row.leave?.();
    watcher.disconnect();
    removeEventListener("resize", measure);
    model.off("change:shown", show);
    model.off("msg:custom", progress);
  };
}

export default { render };
