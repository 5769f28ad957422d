// The part of `rtc` that a probe of two browsers talks through: what one page says, the tool hands to the other.

// The other page has ended, and this one cannot go on. rtcmatrix.gather.pairs knows it by this name.
export class PeerGone extends Error {
  constructor(reason) {
    super(`the other one ended: ${reason}`);
    this.name = "PeerGone";
  }
}

const HERE = "here";
const ENDED = "ended";

export default function signal({ rtc, role, caller, waiting }) {
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

  if (role) caller.onSignal(take);

  // Says a value (anything JSON can carry) to the other page, as one of a kind.
  function send(kind, value = null) {
    if (!role) rtc.unsupported("another browser");
    caller.signal({ kind, value });
  }

  // Hands what is said of a kind, from its first one on, to `taker`.
  function on(kind, taker) {
    takers.set(kind, taker);
    (queues.get(kind) ?? []).splice(0).forEach(taker);
  }

  // The next value of a kind; rejects with "Deadline" where none comes, and with "PeerGone" where the other one has ended.
  function next(kind, ms = 15000) {
    const said = new Promise((resolve) => {
      const queue = queues.get(kind) ?? [];
      if (queue.length > 0) return resolve(queue.shift());
      takers.set(kind, (value) => {
        takers.delete(kind);
        resolve(value);
      });
    });
    return rtc.within(ms, Promise.race([said, otherGone]), `"${kind}" of the other one`);
  }

  // Waits until the other page is there: only then does the time of a pair's probe begin.
  async function bothHere() {
    const other = new Promise((resolve) => on(HERE, resolve));
    caller.signal({ kind: HERE, value: null });
    await waiting("the page of the other one", Promise.race([other, otherGone]));
  }

  // Waits until the other page has gathered all it wants as well.
  async function bothEnded() {
    const other = new Promise((resolve) => on(ENDED, resolve));
    send(ENDED);
    await waiting("the end of the other one", Promise.race([other, otherGone]));
  }

  return { role, signal: { send, on, next, otherGone, bothHere, bothEnded } };
}
