/** Note where in a box the line is that one reads, below an edge; what is returned puts it there again. */
export function hold(box, lines, edge) {
  const placeOf = (line) => line.getBoundingClientRect();
  const seen = [...lines].filter((line) => placeOf(line).bottom > edge && placeOf(line).top < innerHeight);
  const begins = seen.find((line) => placeOf(line).top >= edge);
  const line = begins && placeOf(begins).top < edge + innerHeight / 2 ? begins : seen[0];
  const before = line && placeOf(line);
  return () => {
    if (!line?.isConnected) return;
    const { top, height } = placeOf(line);
    // Of a long line the same share lies above the edge as before.
    const wanted = before.top < edge ? edge - ((edge - before.top) / before.height) * height : before.top;
    box.scrollBy({ top: top - wanted });
  };
}
