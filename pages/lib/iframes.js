// The part of `rtc` that opens iframes in the probe's page and runs commands in them.

export default function iframes({ rtc, cleanup, waiting }) {
  let opened = 0;

  // Return another origin of the same page server on the same port: every name below localhost resolves to this machine.
  function otherOrigin() {
    const here = location.hostname;
    if (here !== "127.0.0.1" && !/(^|\.)localhost$/.test(here)) rtc.unsupported("another origin of the page server");
    opened += 1;
    const label = here.replace(/\.?localhost$/, "").replaceAll(".", "-");
    return `${location.protocol}//other-${label}-${opened}.localhost:${location.port}`;
  }

  function receive(element, answers, ready) {
    const take = ({ source, data }) => {
      if (source !== element.contentWindow) return;
      if (data.ready) ready();
      else if (data.ok) answers.get(data.id)?.resolve(data.value);
      else answers.get(data.id)?.reject(Object.assign(new Error(data.error.message), data.error));
    };
    addEventListener("message", take);
    cleanup(() => removeEventListener("message", take));
  }

  // Open pages/lib/iframe.html in an iframe and return {run(command, params), element, origin}. `origin` is "same", "other"
  // or an origin; a sandbox makes it opaque. `allow` and `sandbox` set the attributes; null leaves them out. `allow` may be
  // a function of the iframe's origin. `run` accepts a transfer list.
  async function openIframe({ origin = "same", allow = null, sandbox = null } = {}) {
    if (import.meta.url.startsWith("blob:")) rtc.unsupported("iframes of a page server");
    const element = document.createElement("iframe");
    cleanup(() => element.remove());
    const at = { same: () => location.origin, other: otherOrigin }[origin]?.() ?? origin;
    if (allow !== null) element.setAttribute("allow", typeof allow === "function" ? allow(at) : allow);
    if (sandbox !== null) element.setAttribute("sandbox", sandbox);
    const path = new URL("iframe.html", import.meta.url).pathname;
    const answers = new Map();
    const ready = new Promise((resolve) => receive(element, answers, resolve));
    element.src = at + path;
    document.body.append(element);
    // Wait as long as the probe's own deadline: an iframe that loads slowly on a busy machine is not an observation
    await waiting("the iframe to load", ready);
    const run = (command, params = null, transfer = []) => {
      const id = answers.size + 1;
      const answer = new Promise((resolve, reject) => answers.set(id, { resolve, reject }));
      element.contentWindow.postMessage({ id, command, params }, "*", transfer);
      return waiting(`${command} in the iframe`, answer);
    };
    return { run, element, origin: at };
  }

  return { otherOrigin, openIframe };
}
