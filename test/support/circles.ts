/** Who imports whom. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Files that import each other in a circle, by the way round each: `a.ts > b.ts > a.ts`, a shortest one per group. */
export function circlesOf(graph: ImportGraph): string[] {
  return groupsOf(graph).map((group) => {
    const inside = new Set(group);
    return wayRound(new Map(group.map((file) => [file, (graph.get(file) ?? []).filter((to) => inside.has(to))])));
  });
}

/** Tarjan's strongly connected components: groups in which every file reaches every other, and itself. */
function groupsOf(graph: ImportGraph): string[][] {
  const groups: string[][] = [];
  const order = new Map<string, number>();
  const path: string[] = [];
  const visit = (file: string): number => {
    let low = order.size;
    order.set(file, low);
    path.push(file);
    const targets = graph.get(file) ?? [];
    for (const to of targets) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (path.includes(to)) low = Math.min(low, order.get(to) ?? low);
    }
    if (low === order.get(file)) {
      const group = path.splice(path.indexOf(file));
      if (group.length > 1 || targets.includes(file)) groups.push(group);
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return groups;
}

/** A shortest way from any file of the group back to itself. */
function wayRound(group: ImportGraph): string {
  const ways = [...group.keys()].map((start) => {
    const seen = new Set<string>();
    const queue = [[start]];
    for (const way of queue) {
      for (const to of group.get(way[way.length - 1]) ?? []) {
        if (to === start) return [...way, start];
        if (!seen.has(to)) queue.push([...way, to]);
        seen.add(to);
      }
    }
    return [];
  });
  return ways.reduce((best, way) => (way.length < best.length ? way : best)).join(' > ');
}
