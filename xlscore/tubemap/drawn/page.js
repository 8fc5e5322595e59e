"use strict";
(() => {
  const map = document.querySelector("#map svg");
  const panel = document.getElementById("panel");
  const empty = panel.innerHTML;
  const stations = [...map.querySelectorAll(".station")];
  const heads = [...document.querySelectorAll("#facts thead th")];
  const toward = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  let shown = null;

  function add(parent, name, words) {
    const made = document.createElement(name);
    made.textContent = words;
    parent.append(made);
  }

  // What the panel says is the station's row of the table: one text for all.
  function show(station) {
    if (shown === station) return;
    if (shown) shown.setAttribute("aria-expanded", "false");
    shown = station;
    panel.classList.toggle("open", Boolean(station));
    document.documentElement.classList.toggle("open", Boolean(station));
    if (!station) {
      panel.innerHTML = empty;
      return;
    }
    station.setAttribute("aria-expanded", "true");
    const cells = [...document.getElementById(station.dataset.row).cells];
    const list = document.createElement("dl");
    panel.replaceChildren();
    add(panel, "h3", cells[0].textContent);
    cells.slice(1).forEach((cell, at) => {
      add(list, "dt", heads[at + 1].textContent);
      add(list, "dd", cell.textContent);
    });
    panel.append(list);
  }

  // Of a station with a marker for each of its lines, the middle of all.
  function middle(station) {
    const boxes = [...station.querySelectorAll("[data-name=Marker]")].map((marker) => marker.getBoundingClientRect());
    const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
    return [mean(boxes.map((box) => box.x + box.width / 2)), mean(boxes.map((box) => box.y + box.height / 2))];
  }

  // The next station along a line that lies most in the direction of the key.
  function beside(station, [across, down]) {
    const [x, y] = middle(station);
    let best = null;
    let most = 0.05;
    for (const at of station.dataset.next.split(" ").filter(Boolean)) {
      const [otherX, otherY] = middle(stations[at]);
      const ahead = ((otherX - x) * across + (otherY - y) * down) / Math.hypot(otherX - x, otherY - y);
      if (ahead > most) [best, most] = [stations[at], ahead];
    }
    return best;
  }

  function press(event) {
    const station = event.currentTarget;
    let next = null;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in toward) next = beside(station, toward[event.key]) || station;
    else if (event.key === "Home") next = stations[0];
    else if (event.key === "End") next = stations[stations.length - 1];
    else if (event.key === "Enter" || event.key === " ") show(shown === station ? null : station);
    else return;
    event.preventDefault();
    if (next) next.focus();
  }

  for (const station of stations) {
    station.addEventListener("focus", () => {
      show(station);
      station.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    station.addEventListener("pointerenter", () => show(station));
    station.addEventListener("click", () => { station.focus(); show(station); });
    station.addEventListener("keydown", press);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(null); });

  const cycle = document.getElementById("cycle");
  if (!cycle) return;
  const status = document.getElementById("status");
  function turn() {
    const last = cycle.querySelector(":checked").value === "last";
    map.classList.toggle("last", last);
    for (const station of stations) station.setAttribute("aria-label", last ? station.dataset.last : station.dataset.now);
    status.textContent = last ? status.dataset.last : status.dataset.now;
  }
  cycle.hidden = false;
  cycle.addEventListener("change", turn);
  turn();
})();
