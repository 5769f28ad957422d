// Sabotage, for tests alone: getStats() gives the same reports for ever, once media flow.
import { changeStats } from "./lib/stats.js";

const flowing = (reports) => [...reports.values()].some(({ packetsSent, packetsReceived }) => (packetsSent ?? packetsReceived ?? 0) > 15);
const kept = new WeakMap();

changeStats((reports, source) => {
  if (!kept.has(source) && flowing(reports)) kept.set(source, reports);
  return kept.get(source) ?? reports;
});
