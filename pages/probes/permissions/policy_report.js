// `ReportingObserver` reports for violations of `Permissions-Policy` and `Permissions-Policy-Report-Only`.
// https://w3c.github.io/webappsec-permissions-policy/#reporting
// META: header=Permissions-Policy: camera=()
// META: header=Permissions-Policy-Report-Only: microphone=()
// META: timeout=60
import { requestMedia } from "../../lib/grants.js";

function told({ type, body }) {
  const { featureId: feature = null, disposition = null, sourceFile } = body;
  return { type, feature, disposition, hasSourceFile: Boolean(sourceFile), members: Object.keys(body.toJSON()).sort() };
}

export default async function (rtc) {
  if (typeof ReportingObserver !== "function") rtc.unsupported("ReportingObserver");
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const reports = [];
  const observer = new ReportingObserver((list) => reports.push(...list), { buffered: true });
  observer.observe();
  rtc.cleanup(() => observer.disconnect());
  const camera = await requestMedia(rtc, { video: true });
  const microphone = await requestMedia(rtc, { audio: true });
  await rtc.attempt(() => rtc.until(() => reports.length >= 2, { ms: 10000, label: "two Permissions-Policy violation reports" }));
  const of = (feature) => reports.map(told).filter((report) => report.feature === feature);
  return {
    facts: { camera, microphone, reports: { camera: of("camera"), microphone: of("microphone") } },
    notes: { all: reports.map((report) => report.toJSON()) },
  };
}
