"""setSinkId() of HTMLMediaElement and AudioContext: listed, unknown and no audio output devices."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

OUTPUT = "https://w3c.github.io/mediacapture-output/"
PROBE = "media_devices/audio_output.js"


def _of(facts: Facts, name: str, interface: str) -> Facts:
    """Return what was observed of an interface's setSinkId(); not supported where the browser lacks it."""
    observed: Facts | None = facts[name]
    if observed is None:
        not_supported(f"{interface}.setSinkId()")
    return observed


# "does not match any audio output device ... reject p with a new DOMException whose name is NotFoundError"
@check(
    PROBE,
    spec=f"{OUTPUT}#dom-htmlmediaelement-setsinkid",
    basis="MUST",
    features=("api.HTMLMediaElement.setSinkId", "api.HTMLMediaElement.sinkId"),
)
def test_media_element_set_sink_id_unknown_rejects(facts: Facts) -> None:
    """`HTMLMediaElement.setSinkId()` rejects an unknown device with `NotFoundError`, and `sinkId` stays "".

    A headset that was remembered and is unplugged must not silence the call.
    """
    element = _of(facts, "element", "HTMLMediaElement")
    expect(element["unknown"], 'HTMLMediaElement.setSinkId("no such loudspeaker")').equals("NotFoundError")
    expect(element["sinkIdAfterUnknown"], "HTMLMediaElement.sinkId after the rejection").equals("")


# "Set element's SinkId to sinkId. Resolve p."
@check(
    PROBE,
    spec=f"{OUTPUT}#dom-htmlmediaelement-setsinkid",
    basis="MUST",
    features=("api.HTMLMediaElement.setSinkId", "api.HTMLMediaElement.sinkId"),
)
def test_media_element_set_sink_id_selects_listed_device(facts: Facts) -> None:
    """`HTMLMediaElement.setSinkId()` selects a listed audio output and the default one; `sinkId` names it.

    Products ring on the loudspeaker and play the call on the headset.
    """
    element = _of(facts, "element", "HTMLMediaElement")
    if element["known"] == "none is listed":
        not_supported("an audio output in enumerateDevices() besides the default")
    # Switching may fail with AbortError, for instance on a machine without that hardware
    if element["known"] == "AbortError":
        not_supported("an audio output that can be opened")
    expect(element["known"], "HTMLMediaElement.setSinkId(deviceId) of a listed audiooutput").equals("done")
    expect(element["sinkIdMatches"], "HTMLMediaElement.sinkId is the deviceId that was set").is_true()
    expect(element["resetToDefault"], 'HTMLMediaElement.setSinkId("")').equals("done")
    expect(element["sinkIdAfterReset"], 'HTMLMediaElement.sinkId after setSinkId("")').equals("")


# An id that "does not match any audio output device": "a new DOMException whose name is NotFoundError"
@check(
    PROBE,
    spec="https://webaudio.github.io/web-audio-api/#dom-audiocontext-setsinkid",
    basis="MUST",
    features=("api.AudioContext.setSinkId", "api.AudioContext.sinkId"),
)
def test_audio_context_set_sink_id_none_and_unknown(facts: Facts) -> None:
    """`AudioContext.setSinkId({ type: "none" })` resolves, and an unknown device rejects with `NotFoundError`.

    Level meters and recorders process audio that must not be played.
    """
    context = _of(facts, "context", "AudioContext")
    expect(context["none"], 'AudioContext.setSinkId({ type: "none" })').equals("done")
    expect(context["sinkIdIsNone"], 'AudioContext.sinkId.type is "none"').is_true()
    expect(context["unknown"], 'AudioContext.setSinkId("no such loudspeaker")').equals("NotFoundError")
