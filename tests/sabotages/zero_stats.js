// Sabotage, for tests alone: every number that getStats() gives is 0, but for times.
import { changeStats } from "./lib/stats.js";

const zeroed = (report) =>
  Object.fromEntries(Object.entries(report).map(([name, value]) => [name, typeof value === "number" && name !== "timestamp" ? 0 : value]));

changeStats((reports) => new Map([...reports].map(([id, report]) => [id, zeroed(report)])));
