// Offers each `a=setup` role and a forged a=fingerprint: answers, DTLS and ICE roles, tlsVersion in statistics.
// https://www.rfc-editor.org/rfc/rfc8842#section-5
// META: timeout=60
import { describeEach, exchange, joinedPair, valuesOf } from "../../lib/peers.js";

const ROLES = ["actpass", "active", "passive"];

async function call(rtc, role) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b);
  const change = ({ type, sdp }) => ({ type, sdp: type === "offer" ? sdp.replace(/a=setup:\w+/g, `a=setup:${role}`) : sdp });
  const described = await rtc.attempt(() => describeEach(a, b, { change }));
  const result = {
    answered: valuesOf(b.localDescription?.sdp ?? "", "setup"),
    outcome: described.ok ? "accepted" : described.error.name,
  };
  if (!described.ok) return result;
  const echoed = await message.done();
  const told = async (pc) => [...(await pc.getStats()).values()].find(({ type }) => type === "transport") ?? {};
  const [one, other] = [await told(a), await told(b)];
  return {
    ...result, echoed, roles: [one.dtlsRole ?? null, other.dtlsRole ?? null],
    tlsVersion: one.tlsVersion ?? null, dtlsCipher: one.dtlsCipher ?? null, dtlsState: one.dtlsState ?? null,
    iceRole: [one.iceRole ?? null, other.iceRole ?? null],
    agree: one.tlsVersion === other.tlsVersion && one.dtlsCipher === other.dtlsCipher,
  };
}

// The offerer's certificate does not match a=fingerprint: the connection must fail.
async function impostor(rtc) {
  const [a, b] = joinedPair(rtc);
  const message = await exchange(rtc, a, b);
  const forge = (value) => value.replace(/([0-9A-F]{2})$/, (last) => (last === "00" ? "01" : "00"));
  const change = ({ type, sdp }) => ({
    type, sdp: type === "offer" ? sdp.replace(
      /^a=fingerprint:(\S+) (.*)\r$/gm, (_, name, value) => `a=fingerprint:${name} ${forge(value)}\r`
    ) : sdp,
  });
  const described = await rtc.attempt(() => describeEach(a, b, { change }));
  if (!described.ok) return { outcome: described.error.name };
  const failed = await rtc.attempt(() => rtc.until(() => b.connectionState === "failed", { ms: 20000, label: "connectionState failed" }));
  return { outcome: "accepted", failed: failed.ok, channel: message.channel.readyState, dtls: b.sctp?.transport.state ?? null };
}

export default async function (rtc) {
  const roles = {};
  for (const role of ROLES) roles[role] = await call(rtc, role);
  return { facts: { roles, impostor: await impostor(rtc) } };
}
