// Client of the SFU of the stage `janus`: one WebSocket, one session, and handles of its VideoRoom plugin.
// https://janus.conf.meetecho.com/docs/rest.html#WS

const PLUGIN = "janus.plugin.videoroom";
const PATIENCE = 20000;
const KEEPALIVE = 20000;

// An error response of the server. Its name contains the error code and is the same for the same error.
export class Refused extends Error {
  constructor(code, reason) {
    super(reason);
    this.name = `Janus ${code}`;
  }
}

function refusalIn(message) {
  if (message.janus === "error") return new Refused(message.error.code, message.error.reason);
  const inPlugin = message.plugindata?.data;
  return inPlugin?.error_code ? new Refused(inPlugin.error_code, inPlugin.error) : null;
}

// Open the connection to the server and return send(message, {ack, label}), which resolves with the response to that
// message.
async function openLine(rtc, { url, protocol, secret }, heard) {
  const socket = new WebSocket(url, protocol);
  rtc.cleanup(() => socket.close());
  await rtc.event(socket, "open", PATIENCE);
  const waiting = new Map();
  let count = 0;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    const waits = waiting.get(message.transaction);
    if (!waits) heard(message);
    else if (message.janus !== "ack" || waits.ack) {
      waiting.delete(message.transaction);
      const refusal = refusalIn(message);
      if (refusal) waits.reject(refusal);
      else waits.resolve(message);
    }
  });
  return (message, { ack = false, label = message.janus } = {}) => {
    count += 1;
    const transaction = String(count);
    const answer = new Promise((resolve, reject) => waiting.set(transaction, { resolve, reject, ack }));
    socket.send(JSON.stringify({ ...message, transaction, apisecret: secret }));
    return rtc.within(PATIENCE, answer, `the SFU's response to ${label}`);
  };
}

// Open a session: {attach()}. attach() resolves with a handle: {ask(body, jsep), trickle(candidate), events, on(listener),
// detach()}. ask() resolves with {data, jsep}. Other messages of the server go to the listeners and are kept in `events`.
export async function openSession(rtc) {
  const service = await rtc.service("janus");
  const handles = new Map();
  const send = await openLine(rtc, service, (message) => handles.get(message.sender)?.(message));
  const session = (await send({ janus: "create" })).data.id;
  const beating = setInterval(() => send({ janus: "keepalive", session_id: session }, { ack: true }).catch(() => {}), KEEPALIVE);
  rtc.cleanup(() => clearInterval(beating));

  async function attach() {
    const handle = (await send({ janus: "attach", session_id: session, plugin: PLUGIN })).data.id;
    const events = [];
    const listeners = [];
    handles.set(handle, (message) => {
      const one = { janus: message.janus, data: message.plugindata?.data ?? null, jsep: message.jsep ?? null, whole: message };
      events.push(one);
      listeners.forEach((listener) => listener(one));
    });
    const own = { session_id: session, handle_id: handle };
    return {
      events,
      on: (listener) => listeners.push(listener),
      ask: async (body, jsep = null) => {
        const message = { janus: "message", ...own, body, ...(jsep ? { jsep } : {}) };
        const answer = await send(message, { label: body.request });
        return { data: answer.plugindata?.data ?? null, jsep: answer.jsep ?? null };
      },
      trickle: (candidate) => send({ janus: "trickle", ...own, candidate: candidate ?? { completed: true } }, { ack: true }),
      detach: () => send({ janus: "detach", ...own }),
    };
  }
  return { attach };
}
