// The part of `rtc` that carries messages between the two browsers of a pair, through the tool.

// The other page has ended, and this one cannot continue. rtcmatrix.gather.pair_lane expects this name.
export class PeerGone extends Error {
  constructor(reason) {
    super(`the other one ended: ${reason}`);
    this.name = "PeerGone";
  }
}

const HERE = "here";
const ENDED = "ended";

export default function signal({ rtc, role, controller, waiting }) {
  const queues = new Map();
  const takers = new Map();
  let gone;
  const otherGone = new Promise((_, reject) => (gone = reject));
  otherGone.catch(() => {});

  function take({ type, content, reason }) {
    if (type === "gone") return gone(new PeerGone(reason));
    const { kind, value } = content;
    const taker = takers.get(kind);
    if (taker) return taker(value);
    queues.set(kind, [...(queues.get(kind) ?? []), value]);
  }

  if (role) controller.onSignal(take);

  // Send a JSON value of a kind to the other page.
  function send(kind, value = null) {
    if (!role) rtc.unsupported("another browser");
    controller.signal({ kind, value });
  }

  // Call `taker` with each value of a kind, from the first one on.
  function on(kind, taker) {
    takers.set(kind, taker);
    (queues.get(kind) ?? []).splice(0).forEach(taker);
  }

  // Resolve with the next value of a kind. Reject with "Deadline" if none arrives, and with "PeerGone" if the other page
  // has ended.
  function next(kind, ms = 15000) {
    const said = new Promise((resolve) => {
      const queue = queues.get(kind) ?? [];
      if (queue.length > 0) return resolve(queue.shift());
      takers.set(kind, (value) => {
        takers.delete(kind);
        resolve(value);
      });
    });
    return rtc.within(ms, Promise.race([said, otherGone]), `"${kind}" from the other page`);
  }

  // Wait until the other page is present. The deadline of a pair's probe starts then.
  async function bothHere() {
    const other = new Promise((resolve) => on(HERE, resolve));
    controller.signal({ kind: HERE, value: null });
    await waiting("the page of the other one", Promise.race([other, otherGone]));
  }

  // Wait until the other page has finished as well.
  async function bothEnded() {
    const other = new Promise((resolve) => on(ENDED, resolve));
    send(ENDED);
    await waiting("the end of the other one", Promise.race([other, otherGone]));
  }

  return { role, signal: { send, on, next, otherGone, bothHere, bothEnded } };
}
