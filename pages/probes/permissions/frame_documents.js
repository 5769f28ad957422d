// `getUserMedia()` in iframes with about:blank, `srcdoc`, `blob:` and `data:` documents.
// https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin

const PAGE = "<!doctype html><title>a page without an address</title>";
const SAY = `<script>navigator.mediaDevices
  ? navigator.mediaDevices.getUserMedia({ video: true }).then(
      (stream) => { stream.getTracks().forEach((track) => track.stop()); parent.postMessage({ said: "granted" }, "*"); },
      (error) => parent.postMessage({ said: error.name }, "*"))
  : parent.postMessage({ said: "no mediaDevices" }, "*")</script>`;

async function open(rtc, fill) {
  const element = document.createElement("iframe");
  rtc.cleanup(() => element.remove());
  fill(element);
  const loaded = rtc.event(element, "load", 20_000);
  document.body.append(element);
  await loaded;
  return element;
}

async function inside(rtc, fill) {
  const element = await open(rtc, fill);
  const { navigator: own, isSecureContext: secure } = element.contentWindow;
  const query = await rtc.attempt(async () => (await own.permissions.query({ name: "camera" })).state);
  const media = await rtc.attempt(async () => {
    const stream = await own.mediaDevices.getUserMedia({ video: true });
    stream.getTracks().forEach((track) => track.stop());
  });
  return { secure, queried: query.value ?? query.error.name, camera: media.ok ? "granted" : media.error.name };
}

async function saidBy(rtc, fill) {
  const said = new Promise((resolve) => {
    const take = ({ data }) => data.said && resolve(data.said);
    addEventListener("message", take);
    rtc.cleanup(() => removeEventListener("message", take));
  });
  await open(rtc, fill);
  return rtc.within(20000, said, "a message from the data: page");
}

export default async function (rtc) {
  await rtc.permit({ camera: "granted", microphone: "granted" });
  const blob = URL.createObjectURL(new Blob([PAGE], { type: "text/html" }));
  rtc.cleanup(() => URL.revokeObjectURL(blob));
  return {
    facts: {
      blank: await inside(rtc, () => {}),
      srcdoc: await inside(rtc, (element) => (element.srcdoc = PAGE)),
      blob: await inside(rtc, (element) => (element.src = blob)),
      data: await saidBy(rtc, (element) => (element.src = `data:text/html,${encodeURIComponent(SAY)}`)),
      dataWithAllow: await saidBy(rtc, (element) => {
        element.allow = "camera *";
        element.src = `data:text/html,${encodeURIComponent(SAY)}`;
      }),
    },
  };
}
