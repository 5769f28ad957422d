// Start pages/lib/in_worker.js and send it commands.

const DEADLINE = 20000;

// Return {run(command, params, transfer), worker}. told() receives messages that the worker sends on its own.
export function startWorker(rtc, { told = () => {}, type = "classic" } = {}) {
  const worker = new Worker(new URL("in_worker.js", import.meta.url), { type });
  rtc.cleanup(() => worker.terminate());
  const answers = new Map();
  worker.addEventListener("message", ({ data }) => {
    if ("told" in data) told(data.told);
    else if (data.ok) answers.get(data.id)?.resolve(data.value);
    else answers.get(data.id)?.reject(Object.assign(new Error(data.error.message), data.error));
  });
  const run = (command, params = {}, transfer = []) => {
    const id = answers.size + 1;
    const answer = new Promise((resolve, reject) => answers.set(id, { resolve, reject }));
    worker.postMessage({ id, command, params }, transfer);
    return rtc.within(DEADLINE, answer, `${command} in the worker`);
  };
  return { run, worker };
}

// Return what does not vary between runs of frames read: sizes, formats, and whether timestamps grow.
export function toldOfFrames(frames) {
  const unique = (name) => [...new Set(frames.map((frame) => frame[name]))].filter((value) => value !== undefined);
  const stamps = frames.map((frame) => frame.timestamp);
  return {
    count: frames.length,
    formats: unique("format"),
    sizes: [...new Set(frames.filter((frame) => frame.width).map((frame) => `${frame.width}x${frame.height}`))],
    rates: unique("rate"),
    channels: unique("channels"),
    timestampsIncrease: stamps.every((stamp, index) => index === 0 || stamp > stamps[index - 1]),
    timestampsAreIntegers: stamps.every(Number.isInteger),
  };
}
