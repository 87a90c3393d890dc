"use strict";
// Draws each figure once, turns it into a PNG, and leaves all of them in the page as JSON: the picture, the heights at
// which it may be parted when it is taller than a page, or what went wrong. No text but that JSON remains.
{
  const { figures, width, scale } = JSON.parse(document.getElementById("figures").textContent);
  const band = 100; // rows of dots that are looked at together
  const room = document.getElementById("room");

  const levels = (path) => {
    const lines = [...path.getAttribute("d").matchAll(/M([-\d.]+),([-\d.]+)(?:H([-\d.]+)|L([-\d.]+),\2(?![\d.]))/g)];
    const long = lines.filter(([, begin, , across, along]) => Math.abs((across ?? along) - begin) > width / 2);
    return long.map(([, x, y]) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM()).y);
  };

  // The heights of lines from side to side: rows of the drawing, which no mark or label crosses.
  const cuts = (svg) => {
    room.innerHTML = svg.replace(/<text[^]*?<\/text>/g, ""); // letters take the longest to lay out
    const top = room.getBoundingClientRect().top;
    const paths = [...room.querySelectorAll(".shapelayer path")];
    const lines = paths.flatMap((path) => levels(path)).map((level) => Math.round(level - top));
    room.textContent = "";
    return [...new Set(lines)].sort((one, other) => one - other);
  };

  const imageOf = async (svg) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    return image;
  };

  // Whether all dots are alike; the first other one stands near the top, as a rule.
  const isBlank = (context, { width, height }) => {
    const [first] = new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer);
    for (let top = 0; top < height; top += band) {
      const dots = new Uint32Array(context.getImageData(0, top, width, Math.min(band, height - top)).data.buffer);
      if (dots.some((dot) => dot !== first)) return false;
    }
    return true;
  };

  const pngOf = async (svg, height) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(await imageOf(svg), 0, 0, canvas.width, canvas.height);
    if (isBlank(context, canvas)) throw new Error("the picture is blank");
    return canvas.toDataURL("image/png");
  };

  const draw = async ({ data, layout }) => {
    const height = layout.height || 450;
    const sized = { ...layout, width, height, autosize: false };
    const figure = { data, layout: sized, config: { staticPlot: true } };
    const svg = await Plotly.toImage(figure, { format: "svg", width, height, imageDataOnly: true });
    return { png: await pngOf(svg, height), cuts: cuts(svg) };
  };

  const drawAll = async () => {
    const drawn = [];
    for (const figure of figures) {
      drawn.push(await draw(figure).catch((error) => ({ error: String(error) })));
    }
    document.body.hidden = true; // megabytes of text would be set in lines
    document.body.textContent = JSON.stringify(drawn);
    document.body.dataset.drawn = "yes";
  };

  drawAll();
}
