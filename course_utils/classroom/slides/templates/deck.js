// How a deck starts: formulas first, so that a slide has its final size when it is shown.
window.MathJax = {
  tex: { inlineMath: [["$", "$"]], displayMath: [["$$", "$$"]] },
  svg: { fontCache: "local" },
  options: { enableMenu: false },
  startup: { typeset: false },
};

async function startDeck() {
  await MathJax.startup.promise;
  await MathJax.typesetPromise();
  await document.fonts.ready;
  await Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    display: "flex",
    controls: false,
    progress: false,
    hash: true,
    transition: "none",
    backgroundTransition: "none",
    pdfSeparateFragments: false,
    plugins: [RevealNotes, RevealZoom],
  });
  document.documentElement.dataset.deck = "ready";
}
