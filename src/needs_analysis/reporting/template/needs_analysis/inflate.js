"use strict";
// Inflates plotly.js and the figures while the browser still reads the page, of which it lays out what is in sight,
// unless it was opened at a place further down.
document.documentElement.classList.toggle("opening", !location.hash);
const unpacked = (() => {
  const bytesOf = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text); // five times as fast, and newer
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place);
    return bytes;
  };

  const inflated = async (id) => {
    const packed = new Blob([bytesOf(document.getElementById(id).textContent)]);
    return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };

  const both = Promise.all(["plotly", "figures"].map(inflated));
  both.catch(() => {}); // whoever draws hears of it
  return both;
})();
