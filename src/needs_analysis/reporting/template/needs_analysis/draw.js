"use strict";
// Starts plotly.js and draws each chart when it comes near the screen, the others while the browser is idle and all
// of them before printing; one at a time, so that a page never hangs. Whenever that fails, a chart's table stays open.
{
  const PAPER = 660; // width of a drawing on A4, in CSS pixels
  const PAGE = 930; // height of a drawing on A4 that has a page for itself
  const figures = [...document.querySelectorAll("figure.chart")];
  const sections = [...document.querySelectorAll("main > section")];
  const IDLE = 30; // milliseconds that have to be left before a chart out of sight is drawn
  const drawing = (figure) => figure.querySelector(".drawing");
  let drawn; // what the figures and their templates are, once they are unpacked
  let printing = false;

  const giveUp = (figure) => {
    figure.dataset.drawn = "no";
    figure.querySelector(".card").hidden = true;
    figure.querySelector("details").open = true;
    figure.querySelector(".chart-missing").hidden = false;
  };

  const layOut = (section) => { section.style.contentVisibility = "visible"; };

  const sized = () => (printing ? { width: PAPER, autosize: false } : { width: null, autosize: true });

  const resize = (figure) => Plotly.relayout(drawing(figure), sized());

  const draw = (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "begun";
    layOut(figure.closest("main > section"));
    try {
      const { data, layout, template } = drawn.figures[figure.dataset.number];
      Object.assign(layout, sized(), { template: drawn.templates[template] });
      Plotly.newPlot(drawing(figure), data, layout, { displayModeBar: false, responsive: true }).then(
        () => { figure.dataset.drawn = "yes"; },
        () => giveUp(figure),
      );
    } catch {
      giveUp(figure);
    }
  };

  const whenIdle = window.requestIdleCallback || ((then) => setTimeout(then, 50));

  const layOutWhenIdle = (waiting) => {
    const next = waiting.shift();
    if (!next) return;
    whenIdle(() => {
      layOut(next);
      next.getBoundingClientRect();
      layOutWhenIdle(waiting);
    });
  };

  const drawWhenIdle = () => {
    const next = figures.find((figure) => !figure.dataset.drawn);
    if (!next) return layOutWhenIdle([...sections]);
    whenIdle((deadline) => {
      if (!deadline || deadline.timeRemaining() >= IDLE) draw(next);
      drawWhenIdle();
    });
  };

  // Those that come near the screen wait for each other, and between two of them the screen is brought up to date.
  const drawNear = (waiting) => {
    const next = waiting.shift();
    if (!next) return;
    draw(next);
    if (waiting.length === 0) return;
    requestAnimationFrame(() => setTimeout(() => drawNear(waiting)));
  };

  const watch = () => {
    const near = new IntersectionObserver(
      (entries) => drawNear(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
      { rootMargin: "600px" },
    );
    figures.forEach((figure) => near.observe(figure));
    drawWhenIdle();
  };

  const start = async () => {
    const [source, told] = await unpacked;
    drawn = JSON.parse(told);
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
    if (!window.Plotly) throw new Error("plotly.js did not start");
  };

  // The heights on the screen of a path's lines from side to side.
  const levels = (path, width) => {
    const lines = [...path.getAttribute("d").matchAll(/M([-\d.]+),([-\d.]+)(?:H([-\d.]+)|L([-\d.]+),\2(?![\d.]))/g)];
    const long = lines.filter(([, begin, , across, along]) => Math.abs((across ?? along) - begin) > width);
    return long.map(([, x, y]) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM()).y);
  };

  // The heights at which a drawing taller than a page is parted: at its lines from side to side. None if it has too few.
  const cuts = (figure, room) => {
    const top = drawing(figure).getBoundingClientRect().top;
    const paths = [...drawing(figure).querySelectorAll(".shapelayer path")];
    const lines = paths.flatMap((path) => levels(path, PAPER / 2)).map((level) => level - top);
    const found = [0];
    for (let end = room; end < figure.dataset.height; end = found.at(-1) + PAGE) {
      const fitting = lines.filter((line) => line > found.at(-1) && line <= end);
      if (!fitting.length) return [];
      found.push(Math.max(...fitting));
    }
    return found.slice(1);
  };

  // Each page shows its part of a tall drawing, the first part being the drawing itself; or all of it made smaller.
  const part = (figure) => {
    const room = PAGE - figure.querySelector("figcaption").offsetHeight;
    const ends = [...cuts(figure, room), Number(figure.dataset.height)];
    if (ends.length === 1) drawing(figure).style.zoom = Math.min(1, room / ends[0]);
    drawing(figure).style.height = `${ends[0]}px`;
    ends.slice(1).forEach((end, place) => {
      const copy = drawing(figure).cloneNode(true);
      copy.classList.add("further");
      copy.setAttribute("aria-hidden", "true");
      copy.style.height = `${end - ends[place]}px`;
      copy.firstElementChild.style.marginTop = `${-ends[place]}px`;
      figure.querySelector(".card").append(copy);
    });
  };

  const join = (figure) => {
    figure.querySelectorAll(".further").forEach((copy) => copy.remove());
    Object.assign(drawing(figure).style, { height: `${figure.dataset.height}px`, zoom: "" });
  };

  const showTable = (figure, instead) => {
    figure.querySelector(".card").hidden = instead;
    figure.querySelector("details").open = instead;
  };

  // Printed before plotly.js is there, a report holds the tables in place of the drawings.
  const beginPrinting = () => {
    printing = true;
    if (!window.Plotly) return figures.forEach((figure) => showTable(figure, true));
    figures.filter((figure) => figure.dataset.drawn === "yes").forEach(resize);
    figures.forEach(draw);
    figures.filter((figure) => figure.dataset.drawn !== "no").forEach(part);
  };

  const endPrinting = () => {
    printing = false;
    figures.filter((figure) => !figure.dataset.drawn).forEach((figure) => showTable(figure, false));
    figures.filter((figure) => figure.dataset.drawn === "yes").forEach((figure) => { join(figure); resize(figure); });
  };

  figures.forEach((figure) => {
    drawing(figure).style.height = `${figure.dataset.height}px`;
    figure.querySelector("details").open = false;
  });
  addEventListener("beforeprint", beginPrinting);
  addEventListener("afterprint", endPrinting);
  // Whoever jumps to a place jumps to where it will be.
  addEventListener("click", ({ target }) => { if (target.closest("a[href^='#']")) sections.forEach(layOut); }, true);
  start().then(watch, () => {
    figures.forEach(giveUp);
    layOutWhenIdle([...sections]);
  });
}
