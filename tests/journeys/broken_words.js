// Words that a line ends within, without a hyphen: run in the page, returns texts such as «<th> Veränderun|g».
() => {
  const MAY_END_A_LINE = /[\u00ad\u200b\u2010-\u2014\/-]/;
  const range = document.createRange(), broken = [];
  document.querySelectorAll("details").forEach(part => { part.open = true; });
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (excess > 0) broken.push(`the page is ${excess}px too wide`);
  const labels = writeLabels();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (countLines(node, 0, node.length) < 2) continue;
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      if (countLines(node, index, index + word.length) < 2) continue;
      const place = findBreak(node, index, index + word.length);
      if (place && isSeen(node.parentElement)) broken.push(`${nameOf(node.parentElement)} ${word.slice(0, place)}|${word.slice(place)}`);
    }
  }
  labels.forEach(label => label.remove());
  return broken;

  // Writes the names that CSS puts before the cells of a stacked table, so that they can be measured.
  function writeLabels() {
    return [...document.querySelectorAll("[data-label]")].flatMap(cell => {
      const { content, fontSize, fontWeight } = getComputedStyle(cell, "::before");
      if (content === "none") return [];
      const label = document.createElement("div");
      Object.assign(label.style, { fontSize, fontWeight });
      label.textContent = cell.dataset.label;
      cell.prepend(label);
      return [label];
    });
  }

  function countLines(node, start, end) {
    range.setStart(node, start);
    range.setEnd(node, end);
    return new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.bottom))).size;
  }

  // How many letters stand before the first break that follows no hyphen; 0 where there is none.
  function findBreak(node, start, end) {
    for (let index = start + 1; index < end; index++) {
      // The letter after a soft hyphen counts as two lines too: its range begins with the hyphen that is drawn.
      const before = node.data.slice(Math.max(start, index - 2), index);
      if (countLines(node, index - 1, index + 1) > 1 && !MAY_END_A_LINE.test(before)) return index - start;
    }
    return 0;
  }

  // False for texts that only screen readers find: those are in a box of one pixel.
  function isSeen(element) {
    for (let box = element; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow === "hidden" && box.getBoundingClientRect().width <= 1) return false;
    }
    return element.checkVisibility({ visibilityProperty: true });
  }

  function nameOf(element) {
    return `<${element.closest("h1, h2, h3, th, td, dt, dd, caption, label, button, a, li, p")?.localName ?? element.localName}>`;
  }
}
