// Sections and statements of a draft are moved by dragging. Each has buttons as well, which need no script.
(() => {
  const form = document.getElementById("move");
  let dragged = null;

  const kind = (item) => item.dataset.piece.split("-")[0];
  const accepts = (list) => dragged && list && list.dataset.list === `${kind(dragged)}s`;

  // The item of the list that the pointer is above the middle of; none after the last.
  const before = (list, y) =>
    [...list.children].find((item) => {
      const box = item.getBoundingClientRect();
      return item.dataset.piece && item !== dragged && y < box.top + box.height / 2;
    });

  function send(item, list) {
    form.elements.piece.value = item.dataset.piece;
    form.elements.section.value = list.dataset.section || "";
    form.elements.place.value = [...list.children].filter((other) => other.dataset.piece).indexOf(item) + 1;
    form.submit();
  }

  for (const item of document.querySelectorAll("[data-piece]")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      event.stopPropagation();
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.piece);
      item.classList.add("is-dragged");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("is-dragged");
      dragged = null;
    });
  }
  for (const list of document.querySelectorAll("[data-list]")) {
    list.addEventListener("dragover", (event) => {
      if (!accepts(list)) return;
      event.preventDefault();
      event.stopPropagation();
      const next = before(list, event.clientY);
      if (next) list.insertBefore(dragged, next);
      else list.append(dragged);
    });
    list.addEventListener("drop", (event) => {
      if (!accepts(list)) return;
      event.preventDefault();
      event.stopPropagation();
      send(dragged, list);
    });
  }
})();
