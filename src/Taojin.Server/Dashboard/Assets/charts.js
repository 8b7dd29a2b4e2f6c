// Draws the pictures that the server describes: "$gold" is a colour of the theme, "@percent" a way to write a number.
const { save, text } = await import("./files.js" + new URL(import.meta.url).search);
export { text };

const charts = new Map();
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const writers = (language) => {
  const number = (options) => new Intl.NumberFormat(language, options);
  const count = number({ maximumFractionDigits: 0 });
  const short = number({ maximumFractionDigits: 1, notation: "compact" });
  const percent = number({ style: "percent", maximumFractionDigits: 1 });
  const figure = number({ maximumSignificantDigits: 3 });
  const of = (format) => (value) => (typeof value === "number" && !Number.isNaN(value) ? format.format(value) : value ?? "–");
  const money = (format, sign) => (value) => (typeof value === "number" && !Number.isNaN(value) ? `${value < 0 ? "−" : ""}${sign}${format.format(Math.abs(value))}` : value ?? "–");
  return { "@money": (sign) => money(count, sign), "@money-short": (sign) => money(short, sign), "@count": of(count), "@short": of(short), "@percent": of(percent), "@figure": of(figure), "@magnitude": (value) => of(short)(Math.abs(value)) };
};

// A whisker from low to high at a category or a place: [where, low, high].
const whisker = (isFlat) => (params, api) => {
  const at = (value) => (isFlat ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]));
  const [low, high] = [at(api.value(1)), at(api.value(2))];
  const across = (point) => (isFlat ? [[point[0], point[1] - 4], [point[0], point[1] + 4]] : [[point[0] - 4, point[1]], [point[0] + 4, point[1]]]);
  const line = (points) => ({ type: "polyline", shape: { points }, style: { stroke: api.visual("color"), lineWidth: 1.5, fill: "none" } });
  return { type: "group", children: [line([low, high]), line(across(low)), line(across(high))] };
};

const resolve = (value, write) => {
  if (Array.isArray(value)) return value.map((each) => resolve(each, write));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, write)]));
  if (value === "@whisker") return whisker(false);
  if (value === "@whisker-flat") return whisker(true);
  if (typeof value === "string" && /^@money(-short)?:/.test(value)) return write[value.slice(0, value.indexOf(":"))](value.slice(value.indexOf(":") + 1));
  if (typeof value === "string" && value.startsWith("@")) return write[value] ?? value;
  if (typeof value === "string" && /^\$[a-z0-9-]+$/.test(value)) return style(value.slice(1));
  return value;
};

const base = () => {
  const axis = { axisLine: { lineStyle: { color: style("line-strong") } }, axisTick: { show: false }, axisLabel: { color: style("soft") }, nameTextStyle: { color: style("soft") }, splitLine: { lineStyle: { color: style("line") } } };
  return {
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: style("ink") },
    axis,
    tooltip: { backgroundColor: style("surface"), borderColor: style("line-strong"), textStyle: { color: style("ink"), fontSize: 12 }, confine: true },
    legend: { textStyle: { color: style("ink") }, type: "scroll", bottom: 0, icon: "roundRect", itemWidth: 16, itemHeight: 4 },
  };
};

const dress = (option) => {
  const { textStyle, axis, tooltip, legend } = base();
  // A second axis draws no lines: two grids over one another cannot be read.
  const dressed = (given) => (given ? [].concat(given).map((each, place) => ({ ...axis, ...(place > 0 ? { splitLine: { show: false } } : {}), ...each, axisLabel: { ...axis.axisLabel, ...each.axisLabel } })) : undefined);
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches, animationDuration: 250, aria: { enabled: true }, textStyle, ...option,
    ...(option.xAxis ? { xAxis: dressed(option.xAxis) } : {}), ...(option.yAxis ? { yAxis: dressed(option.yAxis) } : {}),
    tooltip: { ...tooltip, ...option.tooltip }, ...(option.legend ? { legend: { ...legend, ...option.legend } } : {}),
  };
};

const paint = (kept) => kept.chart.setOption(dress(resolve(kept.option, writers(document.documentElement.lang))), true);

export function draw(element, option) {
  let kept = charts.get(element);
  if (!kept) {
    const chart = echarts.init(element, null, { renderer: "canvas" });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(element);
    charts.set(element, (kept = { chart, watcher }));
  }
  kept.option = option;
  paint(kept);
  element.dataset.drawn = "yes";
}

export function drop(element) {
  const kept = charts.get(element);
  kept?.watcher.disconnect();
  kept?.chart.dispose();
  charts.delete(element);
}

export function picture(element, name) {
  save(charts.get(element).chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: style("paper") }), `${name}.png`);
}

new MutationObserver(() => charts.forEach(paint)).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });

// The library is loaded with the first picture, so that pages without any come faster.
const bundle = new URL("./echarts.min.js" + new URL(import.meta.url).search, import.meta.url);
await new Promise((done, fail) => document.head.append(Object.assign(document.createElement("script"), { src: bundle, onload: done, onerror: fail })));
