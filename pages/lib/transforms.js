// Set encoded transforms on senders and receivers, with either API, and read the results from the worker.

const READY = 20000;
export const SCRIPT = "script";
export const STREAMS = "streams";

export const hasScript = () => typeof globalThis.RTCRtpScriptTransform === "function";
export const hasStreams = () => typeof globalThis.RTCRtpSender?.prototype.createEncodedStreams === "function";

// Return the requested API; by default RTCRtpScriptTransform if the browser has it. Unsupported if there is none.
export function chosen(rtc, api = null) {
  if (api === SCRIPT ? !hasScript() : api === STREAMS ? !hasStreams() : !hasScript() && !hasStreams()) {
    rtc.unsupported(api === STREAMS ? "createEncodedStreams" : "RTCRtpScriptTransform");
  }
  return api ?? (hasScript() ? SCRIPT : STREAMS);
}

// Return the RTCConfiguration that the API needs.
export const configurationOf = (api) => (api === STREAMS ? { encodedInsertableStreams: true } : {});

function answering(worker, told) {
  const answers = new Map();
  worker.addEventListener("message", ({ data }) => {
    if ("told" in data) told(data);
    else if (data.ok) answers.get(data.id)?.resolve(data.value);
    else answers.get(data.id)?.reject(Object.assign(new Error(data.error.message), data.error));
  });
  return (id) => new Promise((resolve, reject) => answers.set(id, { resolve, reject }));
}

// Start a worker for transforms: {api, worker, told, put(end, options), run(command, params), configuration}.
export async function transformer(rtc, { api = null } = {}) {
  const use = chosen(rtc, api);
  const worker = new Worker(new URL("transform_worker.js", import.meta.url), { type: "module" });
  rtc.cleanup(() => worker.terminate());
  const told = [];
  const answer = answering(worker, (one) => told.push(one));
  let commands = 0;
  let pipes = 0;
  const run = (command, params = {}, transfer = []) => {
    commands += 1;
    const waits = answer(commands);
    worker.postMessage({ id: commands, command, params }, transfer);
    return rtc.within(READY, waits, `${command} in the worker`);
  };
  await rtc.until(() => told.some(({ told: what }) => what === "ready"), { ms: READY, label: "worker ready" });

  // Set a transform on a sender or receiver: {pipe, transform, seen(frames), change(options), call(method, ...args)}.
  // `does` and the other options are those of transform_worker.js.
  function put(end, options, transfer = []) {
    pipes += 1;
    const pipe = pipes;
    const whole = { ...options, pipe };
    let transform = null;
    if (use === SCRIPT) {
      transform = new RTCRtpScriptTransform(worker, whole, transfer);
      end.transform = transform;
    } else {
      const { readable, writable } = end.createEncodedStreams();
      run("start", { options: whole, readable, writable }, [readable, writable]).catch(() => {});
    }
    return {
      pipe,
      transform,
      seen: (frames = false) => run("seen", { pipe, frames }),
      change: (changes) => run("change", { pipe, options: changes }),
      call: (method, ...args) => run("call", { pipe, method, args }),
    };
  }

  return { api: use, worker, told, put, run, configuration: configurationOf(use) };
}

// Wait until `count` frames have passed through a pipe of `put`. Return false if they do not.
export async function cameThrough(rtc, pipe, count = 5, ms = 15000) {
  const came = async () => ((await pipe.seen())?.count ?? 0) >= count;
  return (await rtc.attempt(() => rtc.until(came, { ms, every: 50, label: `${count} encoded frames` }))).ok;
}
