// The part of `rtc` that opens frames in the probe's page.

export default function frames() {
  return {};
}
