// The part of `rtc` that makes calls.

export default function calls() {
  return {};
}
