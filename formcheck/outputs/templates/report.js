// The page works without this: it only draws the chart, and lets a repetition's times zoom it.
const chart = document.getElementById("chart");
const whole = figure.layout.xaxis.range.slice();
Plotly.newPlot(chart, figure.data, figure.layout, {
  displaylogo: false,
  responsive: true,
  locale: figure.language,
  locales: { [figure.language]: figure.locale },
  modeBarButtons: [["zoom2d", "pan2d", "resetScale2d", "toImage"]],
});
document.querySelectorAll("button[data-start]").forEach((button) => {
  button.addEventListener("click", () => {
    const start = figure.zero_ms + Number(button.dataset.start) * 1000 - 500;
    const end = figure.zero_ms + Number(button.dataset.end) * 1000 + 500;
    Plotly.relayout(chart, { "xaxis.range": [start, end] });
    chart.scrollIntoView({ block: "center" });
  });
});
// A printed page is narrower than the screen: draw the chart for it, then for the screen again.
const height = chart.clientHeight;
function resize(size) {
  chart.style.height = `${size.height}px`;
  Plotly.relayout(chart, size);
}
window.addEventListener("beforeprint", () => {
  resize({ width: 700, height: Math.round(height * 0.75), "xaxis.range": whole.slice() });
});
window.addEventListener("afterprint", () => resize({ width: null, height, autosize: true }));
