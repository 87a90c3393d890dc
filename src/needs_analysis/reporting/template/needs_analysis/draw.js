"use strict";
// Inflates plotly.js and draws each chart when it comes near the screen, the others while the browser is idle and all
// of them before printing. Until a chart is drawn, and whenever that fails, its table stays open.
{
  const PAPER = 640; // width of a drawing on A4, in CSS pixels
  const figures = [...document.querySelectorAll("figure.chart")];
  const templates = [...document.querySelectorAll("script.plotly-template")].map((each) => JSON.parse(each.textContent));
  const drawing = (figure) => figure.querySelector(".drawing");

  const giveUp = (figure) => {
    figure.dataset.drawn = "no";
    figure.querySelector(".card").hidden = true;
    figure.querySelector("details").open = true;
    figure.querySelector(".chart-missing").hidden = false;
  };

  const draw = (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "begun";
    try {
      const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
      layout.template = templates[figure.dataset.template];
      layout.autosize = true;
      delete layout.width;
      Plotly.newPlot(drawing(figure), data, layout, { displayModeBar: false, responsive: true }).then(
        () => { figure.dataset.drawn = "yes"; },
        () => giveUp(figure),
      );
    } catch {
      giveUp(figure);
    }
  };

  const drawWhenIdle = (waiting) => {
    const later = window.requestIdleCallback || ((then) => setTimeout(then, 50));
    const next = waiting.find((figure) => !figure.dataset.drawn);
    if (next) later(() => { draw(next); drawWhenIdle(waiting); });
  };

  const watch = () => {
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
      { rootMargin: "600px" },
    );
    figures.forEach((figure) => near.observe(figure));
    drawWhenIdle(figures);
  };

  const inflate = async () => {
    const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), (each) => each.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    if (!window.Plotly) throw new Error("plotly.js did not start");
  };

  const resize = (width) => figures
    .filter((figure) => figure.dataset.drawn === "yes")
    .forEach((figure) => Plotly.relayout(drawing(figure), width ? { width, autosize: false } : { width: null, autosize: true }));

  figures.forEach((figure) => {
    drawing(figure).style.height = `${figure.dataset.height}px`;
    figure.querySelector("details").open = false;
  });
  addEventListener("beforeprint", () => { if (window.Plotly) { figures.forEach(draw); resize(PAPER); } });
  addEventListener("afterprint", () => { if (window.Plotly) resize(0); });
  inflate().then(watch, () => figures.forEach(giveUp));
}
