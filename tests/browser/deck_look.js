// Looks at every slide of a deck at its own size and tells what is wrong, one sentence each.
// Lengths are in pixels of the 1280 × 720 slide.
async () => {
  await Promise.all([...document.images].map((image) => image.decode()));
  const scale = Reveal.getScale();
  const found = [];

  // The first element that leaves its room: the body of the slide, or the slide itself.
  function runsOver(section, body) {
    const [page, room] = [section, body].map((element) => element.getBoundingClientRect());
    for (const element of section.querySelectorAll("h1, h2, footer, .body *")) {
      const place = element.getBoundingClientRect();
      if (!place.width || element.closest("mjx-assistive-mml")) continue;
      const box = body.contains(element) ? room : page;
      const over = Math.max(box.left - place.left, place.right - box.right,
                            box.top - place.top, place.bottom - box.bottom) / scale;
      if (over > 2) return [`runs over by ${Math.round(over)} px (${element.tagName})`];
    }
    return [];
  }

  function texts(section) {
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const skipped = "footer, aside, svg, mjx-container, sub, sup";
    return nodes.filter((node) => node.data.trim() && !node.parentElement.closest(skipped));
  }

  function words(section) {
    const said = new Set();
    for (const node of texts(section)) {
      const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
      const start = node.data.trim().slice(0, 30);
      if (size < 23.5) said.add(`small text, ${Math.round(size)} px: ${start}`);
      const isCode = node.parentElement.closest("code, pre");
      if (!isCode && /\$|\\\(|\\\[/.test(node.data)) said.add(`formula as text: ${start}`);
    }
    if (section.querySelector("[data-mml-node=merror]")) said.add("a formula has an error");
    return [...said];
  }

  // A picture is large if it takes 60 % of the height or 85 % of the width of its slide.
  function pictures(section) {
    const page = section.getBoundingClientRect();
    const said = [];
    for (const image of section.querySelectorAll("figure img")) {
      const box = image.getBoundingClientRect();
      const shape = image.naturalWidth / image.naturalHeight;
      const height = Math.min(box.height, box.width / shape);
      const [high, wide] = [height / page.height, (height * shape) / page.width];
      const share = [high, wide].map((part) => Math.round(100 * part));
      if (high < 0.6 && wide < 0.85) said.push(`picture only ${share[0]} % high, ${share[1]} % wide`);
    }
    return said;
  }

  Reveal.getSlides().forEach((section, index) => {
    Reveal.slide(index);
    const name = `slide ${index + 1} (${section.querySelector("h1, h2").textContent})`;
    const body = section.querySelector(".body");
    const faults = [...runsOver(section, body), ...words(section), ...pictures(section)];
    found.push(...faults.map((fault) => `${name}: ${fault}`));
  });
  Reveal.slide(0);
  return found;
}
