extension HTMLView {

  /// The page's script: it reads the data and draws the views; all text becomes text nodes.
  static let script = tools + tree + treemap + tables + start

  /// Making elements, numbers and tables.
  private static let tools = """
    "use strict";
    const report = JSON.parse(document.getElementById("data").textContent);
    const grouped = number => number.toLocaleString("en-US");
    const share = (part, whole) => whole ? (100 * part / whole).toFixed(1) + " %" : "";
    const fileBytes = sizes => sizes ? sizes.headers + sizes.text + sizes.rodata + sizes.data : 0;
    const place = site => site ? site.file + (site.line ? ":" + site.line : "") : "";
    const plural = (count, word) => grouped(count) + " " + word + (count === 1 ? "" : "s");
    function make(tag, text, kind) {
      const element = document.createElement(tag);
      if (text !== undefined) element.textContent = text;
      if (kind) element.className = kind;
      return element;
    }
    function link(text, action) {
      const element = make("a", text);
      element.onclick = action;
      return element;
    }
    function table(heads, rows, most) {
      const box = make("div", undefined, "scroll"), grid = make("table"), head = make("tr");
      heads.forEach(name => head.append(make("th", name.replace(/^#/, ""),
        name[0] === "#" ? "number" : "")));
      grid.append(head);
      rows.slice(0, most || 2000).forEach(row => {
        const line = make("tr", undefined, row.kind);
        row.cells.forEach((cell, index) => {
          const field = make("td", undefined, heads[index][0] === "#" ? "number" : "");
          field.append(cell === undefined || cell === null ? "" : cell);
          line.append(field);
        });
        grid.append(line);
      });
      box.append(grid);
      if (rows.length > (most || 2000)) {
        box.append(make("p", plural(rows.length - (most || 2000), "more row") + " not shown",
          "faint"));
      }
      return box;
    }
    function fill(place, ...elements) {
      document.querySelector(place).replaceChildren(...elements);
    }

    """

  /// Components and symbols as one tree.
  private static let tree = """
    const columns = ["everything", "linked", "lto", "specialised"].filter(
      column => report.components.some(entry => entry[column]));
    const root = { name: report.image.name, bytes: 0, sizes: {}, children: new Map() };
    function node(path) {
      let current = root;
      for (const name of path) {
        if (!current.children.has(name)) {
          current.children.set(name, { name, parent: current, bytes: 0, sizes: {},
            children: new Map() });
        }
        current = current.children.get(name);
      }
      return current;
    }
    for (const entry of report.components) {
      const path = entry.component[0] === "(" ? [entry.component] : entry.component.split("/");
      const own = node(path);
      own.title = entry.title;
      own.summary = entry.summary;
      for (let up = own; up; up = up.parent) {
        columns.forEach(column => {
          up.sizes[column] = (up.sizes[column] || 0) + fileBytes(entry[column]);
        });
        up.bytes = up.sizes.specialised;
      }
      own.unnamed = fileBytes(entry.specialised);
    }
    report.symbols.forEach((symbol, index) => {
      const own = node(symbol.component[0] === "(" ? [symbol.component]
        : symbol.component.split("/"));
      if (!symbol.bytes) return;
      own.children.set("symbol " + index, { name: symbol.symbol, parent: own, symbol,
        bytes: symbol.bytes, children: new Map() });
      own.unnamed -= symbol.bytes;
    });
    const ordered = parent => [...parent.children.values()]
      .concat(parent.unnamed > 0 && parent.children.size
        ? [{ name: "(unnamed)", parent, bytes: parent.unnamed, children: new Map() }] : [])
      .filter(child => child.bytes > 0).sort((one, two) => two.bytes - one.bytes);

    """

  /// The squarified map of one level of the tree, with a trail to the levels above.
  private static let treemap = """
    function squares(items, x, y, width, height, out) {
      let rest = items.slice();
      let total = rest.reduce((sum, item) => sum + item.bytes, 0);
      while (rest.length) {
        const along = Math.min(width, height), scale = width * height / total;
        let row = [], sum = 0, worst = Infinity;
        while (row.length < rest.length) {
          const more = sum + rest[row.length].bytes;
          const side = more * scale / along;
          const ratio = row.concat(rest[row.length]).reduce((most, item) => {
            const length = item.bytes * scale / side;
            return Math.max(most, side / length, length / side);
          }, 0);
          if (ratio > worst) break;
          worst = ratio;
          sum = more;
          row.push(rest[row.length]);
        }
        const side = sum * scale / along;
        let offset = 0;
        for (const item of row) {
          const length = item.bytes * scale / side;
          out.push(width < height ? [item, x + offset, y, length, side]
            : [item, x, y + offset, side, length]);
          offset += length;
        }
        if (width < height) { y += side; height -= side; } else { x += side; width -= side; }
        rest = rest.slice(row.length);
        total -= sum;
      }
    }
    function showMap(level) {
      const trail = document.getElementById("trail"), steps = [];
      for (let up = level; up; up = up.parent) steps.unshift(up);
      trail.replaceChildren();
      steps.forEach((step, index) => {
        if (index) trail.append(" / ");
        trail.append(link(step.name, () => showMap(step)));
      });
      trail.append(" – " + grouped(level.bytes) + " bytes");
      const area = document.getElementById("treemap"), out = [];
      squares(ordered(level), 0, 0, area.clientWidth, area.clientHeight, out);
      area.replaceChildren(...out.map(([item, x, y, width, height], index) => {
        const box = make("div", width > 40 && height > 14 ? item.name : "");
        if (width > 60 && height > 30) {
          box.append(make("br"), grouped(item.bytes));
        }
        box.title = item.name + ": " + grouped(item.bytes) + " bytes, "
          + share(item.bytes, report.image.bytes);
        box.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px;`
          + `background:hsl(${(205 + index * 47) % 360} 52% ${item.symbol ? 82 : 74}%)`;
        box.onclick = () => {
          if (item.symbol) showWhy(item.symbol.symbol);
          else if (item.children.size) showMap(item);
        };
        return box;
      }));
    }

    """

  /// The tables, and the chains from the roots.
  private static let tables = """
    const reasons = new Map(report.explanations.map(entry => [entry.symbol, entry]));
    const rootsByName = new Map(report.roots.map(entry => [entry.symbol, entry]));
    function showWhy(name) {
      document.getElementById("name").value = name;
      const lines = [], seen = new Set();
      let current = name;
      while (!seen.has(current)) {
        seen.add(current);
        const step = reasons.get(current);
        if (!step || !step.from) break;
        const line = make("li");
        line.append(link(step.from, () => showWhy(step.from)), " – " + step.step + " – ",
          make("code", current), make("span", " " + place(step.site), "faint"));
        if (step.with) {
          line.append("; and ", link(step.with, () => showWhy(step.with)),
            make("span", " " + place(step.withSite), "faint"));
        }
        lines.unshift(line);
        current = step.from;
      }
      const start = rootsByName.get(current);
      if (start) {
        lines.unshift(make("li", current + " is a root: " + start.reason + " " +
          place(start.site)));
      }
      report.decisions.filter(entry => entry.symbol === name).forEach(entry => {
        lines.push(make("li", entry.stage + ": " + entry.verdict + ", because " + entry.reason));
      });
      fill("#chain", ...(lines.length ? lines : [make("li", "nothing is known of " + name)]));
      document.getElementById("why").scrollIntoView();
    }
    function componentRows(level, depth, rows) {
      const all = [...level.children.values()].filter(child => !child.symbol);
      all.sort((one, two) => two.bytes - one.bytes
        || (two.sizes.lto || 0) - (one.sizes.lto || 0)
        || (two.sizes.everything || 0) - (one.sizes.everything || 0));
      for (const child of all) {
        const name = make("span", "\\u2003".repeat(depth) + child.name);
        name.title = [child.title, child.summary].filter(text => text).join(": ");
        rows.push({ cells: [name].concat(columns.map(column => grouped(child.sizes[column] || 0)),
          [share(child.bytes, report.image.bytes)]) });
        componentRows(child, depth + 1, rows);
      }
      return rows;
    }
    function showComponents() {
      const names = { lto: "LTO" };
      const rows = componentRows(root, 0, []);
      rows.push({ kind: "strong", cells: ["total"].concat(
        columns.map(column => grouped(root.sizes[column] || 0)), ["100.0 %"]) });
      fill("#components > div", table(["component"].concat(
        columns.map(column => "#" + (names[column] || column)), ["#%"]), rows));
    }
    function showDecisions(text) {
      const words = text.toLowerCase().split(/\\s+/);
      const found = report.decisions.filter(entry => words.every(word =>
        (entry.symbol + " " + entry.component + " " + entry.stage + " " + entry.verdict + " "
          + entry.reason).toLowerCase().includes(word)));
      fill("#decisions > div", table(["symbol", "component", "stage", "verdict", "reason"],
        found.map(entry => ({ cells: [entry.symbol, entry.component, entry.stage, entry.verdict,
          entry.reason] })), 500));
    }

    """

  /// Drawing everything once.
  private static let start = """
    fill("#title", report.image.name);
    fill("#summary", grouped(report.image.bytes) + " bytes, " + grouped(report.image.memoryBytes)
      + " in memory · " + report.target + " · " + report.tool);
    showComponents();
    fill("#symbols > div", table(["symbol", "component", "kind", "#bytes", "#%", "#only in memory",
      "place"], report.symbols.map(entry => ({ cells: [
        link(entry.symbol, () => showWhy(entry.symbol)), entry.component, entry.kind,
        grouped(entry.bytes), share(entry.bytes, report.image.bytes),
        grouped(entry.memoryOnlyBytes), place(entry.site)] }))));
    fill("#roots > div", table(["symbol", "reason", "place"], report.roots.map(entry => ({ cells:
      [entry.symbol, entry.reason, place(entry.site)] }))));
    fill("#ledger > div", report.assumptions.length ? table(["hazard", "assumption", "symbol",
      "place", "#bytes"], report.assumptions.map(entry => ({ cells: [entry.hazard,
        entry.assumption, entry.symbol, place(entry.site),
        entry.bytes === undefined ? "" : grouped(entry.bytes)] })))
      : make("p", "Nothing was assumed.", "faint"));
    const calls = report.indirectCalls;
    const targets = (name, them) => name + " " + them.mean + " targets on average, median "
      + them.median + ", nine tenths at most " + them.p90 + ", at most " + them.most;
    fill("#calls > p", plural(calls.byAnalysis.sites, "indirect call") + ": "
      + targets("by signature", calls.bySignature) + "; "
      + targets("by analysis", calls.byAnalysis) + "; " + calls.madeDirect + " became direct, "
      + calls.byAnalysis.withoutTarget + " cannot happen");
    fill("#calls > div", table(["call", "handler", "made by"], report.systemCalls.map(entry => ({
      cells: [entry.name, entry.handler || "none: ENOSYS", entry.callers.map(caller =>
        caller.symbol + (caller.site ? " (" + place(caller.site) + ")" : "")).join(", ")] }))));
    fill("#decisions > p", report.decisionCounts.map(entry => entry.stage + ": "
      + grouped(entry.count) + " " + entry.verdict).join(" · "));
    showDecisions("");
    fill("#run > div:nth-of-type(1)", table(["input", "#bytes", "SHA-256"],
      report.inputs.map(entry => ({ cells: [entry.name, grouped(entry.bytes), entry.sha256] }))));
    fill("#run > div:nth-of-type(2)", table(["stage", "#ms", "#peak MiB", "#rounds"],
      report.run.stages.map(entry => ({ cells: [entry.stage, grouped(entry.milliseconds),
        grouped(Math.round(entry.peakBytes / 1048576)), entry.rounds] }))));
    fill("#names", ...report.symbols.slice(0, 3000).map(entry => {
      const option = make("option");
      option.value = entry.symbol;
      return option;
    }));
    document.getElementById("name").onchange = event => showWhy(event.target.value.trim());
    document.getElementById("filter").oninput = event => showDecisions(event.target.value.trim());
    showMap(root);
    window.addEventListener("resize", () => showMap(root));
    """
}
