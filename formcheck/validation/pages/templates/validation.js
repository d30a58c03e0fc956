// The page works without this: it only draws the plots.
for (const figure of figures) {
  Plotly.newPlot(figure.name, figure.data, figure.layout, { displaylogo: false, responsive: true, displayModeBar: false });
}
