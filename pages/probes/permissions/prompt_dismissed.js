// `getUserMedia()` prompts that stay open and are dismissed with Escape, with `permissions.query()` at each step.
// https://w3c.github.io/permissions/#dfn-request-permission-to-use
// META: stage=person
// META: spoils
// META: timeout=60
import { queryState } from "../../lib/grants.js";

const STANDS = 1500;
const ANSWER = 6000;

// Each request follows a click: without one, some browsers do not prompt again for a while.
async function ask(rtc, name) {
  await rtc.activate();
  const asked = navigator.mediaDevices.getUserMedia({ video: true });
  asked.then((stream) => stream.getTracks().forEach((track) => track.stop()), () => {});
  const first = await rtc.settled(STANDS, asked, "getUserMedia() with an open prompt");
  const whilePrompting = await queryState(rtc, "camera");
  if (first.state === "pending") {
    await rtc.picture(name);
    // A prompt ignores keys right after it opens: press again until the promise settles
    for (let tries = 0; tries < 4 && (await rtc.settled(0, asked, "settled getUserMedia()")).state === "pending"; tries += 1) {
      await rtc.press("Escape");
      await rtc.settled(800, asked, "getUserMedia() after the prompt was closed");
    }
  }
  const last = await rtc.settled(ANSWER, asked, "getUserMedia() after the prompt was dismissed");
  return {
    stands: first.state === "pending",
    whilePrompting,
    ends: last.state === "rejected" ? last.error.name : last.state,
    queried: await queryState(rtc, "camera"),
  };
}

export default async function (rtc) {
  if (!navigator.permissions?.query) rtc.unsupported("navigator.permissions.query");
  const status = await rtc.attempt(() => navigator.permissions.query({ name: "camera" }));
  const told = [];
  if (status.ok) status.value.onchange = () => told.push(status.value.state);
  const facts = { before: await queryState(rtc, "camera") };
  const names = ["first", "second", "third", "fourth"];
  for (const name of names) facts[name] = await ask(rtc, `dismissed-${name}`);
  facts.changeEvents = told;
  return { facts };
}
