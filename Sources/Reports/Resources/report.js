"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("script");

  // Theme: the system's, unless chosen here or by ?theme=dark.
  const themes = ["auto", "light", "dark"];
  const button = document.querySelector(".theme");
  const remembered = () => { try { return localStorage.getItem("lethe-theme"); } catch { return null; } };
  const remember = (name) => { try { localStorage.setItem("lethe-theme", name); } catch { /* a file page may not */ } };
  const show = (name) => {
    if (name === "auto") delete root.dataset.theme; else root.dataset.theme = name;
    button.textContent = "Theme: " + name;
  };
  let theme = new URLSearchParams(location.search).get("theme") ?? remembered();
  if (!themes.includes(theme)) theme = "auto";
  show(theme);
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remember(theme);
    show(theme);
  });

  const save = (text, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // A text that a spreadsheet could take for a formula is quoted as text.
  const field = (text) => {
    if (/^[=+\-@\t]/.test(text) && Number.isNaN(Number(text))) text = "'" + text;
    return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const csv = (table) => [...table.rows].map(
    (row) => [...row.cells].map((cell) => field(cell.textContent)).join(",") + "\n").join("");

  // One stand-alone picture of a figure's panels, in the light theme's colours, which paper has.
  const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight"];
  const picture = (figure) => {
    const before = root.dataset.theme;
    root.dataset.theme = "light";
    const outer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const gap = 24;
    let x = 0, height = 0;
    for (const panel of figure.querySelectorAll(".panels > svg")) {
      const copy = panel.cloneNode(true);
      const originals = panel.querySelectorAll("*");
      copy.querySelectorAll("*").forEach((element, index) => {
        const style = getComputedStyle(originals[index]);
        element.removeAttribute("class");
        element.removeAttribute("style");
        if (["title", "desc"].includes(element.tagName)) return;
        for (const name of properties) {
          const value = style.getPropertyValue(name);
          if (value && value !== "none" || name === "fill") element.setAttribute(name, value);
        }
      });
      const box = panel.viewBox.baseVal;
      copy.removeAttribute("style");
      copy.setAttribute("x", x);
      copy.setAttribute("width", box.width);
      copy.setAttribute("height", box.height);
      outer.append(copy);
      x += box.width + gap;
      height = Math.max(height, box.height);
    }
    if (before) root.dataset.theme = before; else delete root.dataset.theme;
    outer.setAttribute("viewBox", `0 0 ${x - gap} ${height}`);
    outer.setAttribute("width", x - gap);
    outer.setAttribute("height", height);
    return new XMLSerializer().serializeToString(outer);
  };

  for (const figure of document.querySelectorAll("figure")) {
    const name = document.title.replace(/[^\w-]+/g, "-") + "-" + figure.id;
    figure.querySelector(".csv")?.addEventListener("click", () => save(csv(figure.querySelector("table")), "text/csv", name + ".csv"));
    figure.querySelector(".svg")?.addEventListener("click", () => save(picture(figure), "image/svg+xml", name + ".svg"));
  }
})();
