// What a page says, and what of it is cut off: run in the page, returns {texts, cut}.
() => {
  const texts = new Set(), cut = [];
  const told = (element, what) => cut.push(`${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${element.textContent.trim().slice(0, 60)}`);
  document.querySelectorAll("details").forEach(part => { part.open = true; });
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) told(document.body, `the page is ${document.documentElement.scrollWidth - wide}px too wide`);
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-label", "data-failed"]) {
      if (element.hasAttribute(name)) texts.add(element.getAttribute(name));
    }
    if (element.matches('meta[name="description"]')) texts.add(element.content);
  }
  const silent = "script, style, select[name=country] option, select[name=currency] option, select[name=time_zone] option";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(silent)) continue;
    if (parent.closest("noscript")) {
      // With scripts on, what stands there is one text with the marks in it.
      texts.add(new DOMParser().parseFromString(node.data, "text/html").body.textContent);
      continue;
    }
    texts.add(node.data);
    if (parent.closest("head, option, .visually-hidden, .skip-link, [popover]") || !parent.checkVisibility({visibilityProperty: true}) || unseen(parent)) continue;
    measure(node, parent);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    if (element.scrollWidth > element.clientWidth + 1) told(element, `no room for ${element.dataset.label}`);
  }
  document.querySelectorAll("svg").forEach(collide);
  return {texts: [...texts], cut};

  // Hidden from sight, for screen readers only.
  function unseen(element) {
    for (let box = element; box; box = box.parentElement) {
      if (box.ownerSVGElement) box = box.ownerSVGElement;
      const edge = box.getBoundingClientRect();
      if (getComputedStyle(box).overflow === "hidden" && edge.width <= 1) return true;
    }
    return false;
  }

  function measure(node, parent) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const part of range.getClientRects()) {
      if (part.width === 0) continue;
      if (part.right > wide + 1 || part.left < -1) return told(parent, "outside the window");
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        if (box.ownerSVGElement) box = box.ownerSVGElement;
        const style = getComputedStyle(box);
        if (style.display === "inline" || style.display === "contents" || box.matches("svg.chart:not(.chart--plain)")) continue;
        const edge = box.getBoundingClientRect();
        const name = `${box.tagName.toLowerCase()}.${box.getAttribute("class") || ""}`;
        if (part.right > edge.right + 1.5 || part.left < edge.left - 1.5) return told(parent, `wider than its ${name}`);
        if (style.overflowY !== "visible" && (part.bottom > edge.bottom + 3 || part.top < edge.top - 3)) return told(parent, `hidden by its ${name}`);
        if (style.position === "absolute" || style.position === "fixed") break;
      }
    }
  }

  function collide(drawing) {
    const placed = [...drawing.querySelectorAll("text")].filter(text => text.getBoundingClientRect().width).map(text => [text, text.getBoundingClientRect()]);
    placed.forEach(([text, one], index) => {
      for (const [other, two] of placed.slice(index + 1)) {
        const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
        const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        if (across > 1 && down > 4) told(text, `written over ${other.textContent}`);
      }
    });
  }
}
