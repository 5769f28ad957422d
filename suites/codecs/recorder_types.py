"""MediaRecorder: whether each type that isTypeSupported() accepts is recorded."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]
RECORDER = "https://w3c.github.io/mediacapture-record"
RECORDING = ("api.MediaRecorder.isTypeSupported_static", "api.MediaRecorder.start")


def _expect_recorded(facts: Facts, what: str) -> None:
    """Expect a recording for each type that `isTypeSupported()` accepts.

    Whether the browser itself plays what it records is only a SHOULD: a container or codec that its media element does
    not support (error 4, MEDIA_ERR_SRC_NOT_SUPPORTED) is a fact. A file that it opens has to play.
    """
    # A hardware encoder of H.265 may reject the small test video; no software encoder replaces it
    judged = {each: seen for each, seen in facts.items() if "hvc1" not in each or seen.get("starts") == "yes"}
    if not judged:
        not_supported(f"recording {what}")
    for mime_type, seen in judged.items():
        expect(seen.get("starts"), f'MediaRecorder with mimeType="{mime_type}" starts').equals("yes")
        expect(seen.get("data"), f'dataavailable of MediaRecorder with mimeType="{mime_type}" has data').is_true()
        subject = f'playback of a recording with mimeType="{mime_type}"'
        expect(seen.get("plays"), subject).is_one_of(("yes", "error 4"))


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_webm.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_webm_types(facts: Facts) -> None:
    """`MediaRecorder` records each WebM type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "WebM")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_mp4.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_mp4_types(facts: Facts) -> None:
    """`MediaRecorder` records each MP4 type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "MP4")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_matroska.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_matroska_types(facts: Facts) -> None:
    """`MediaRecorder` records each Matroska or Ogg type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "Matroska or Ogg")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_audio.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_audio_types(facts: Facts) -> None:
    """`MediaRecorder` records audio with each type that `isTypeSupported()` accepts, and the file plays.

    A voice message is lost.
    """
    _expect_recorded(facts, "audio alone")


# "Let extendedMimeType be the value of recorder's [[ConstrainedMimeType]] slot.": the container stays as it was asked
@check(
    "codecs/recorder_webm.js",
    spec=f"{RECORDER}/#dom-mediarecorder-start",
    basis="MUST",
    features=("api.MediaRecorder.mimeType", "api.MediaRecorder.MediaRecorder.options_parameter"),
)
def test_media_recorder_mime_type_keeps_webm(facts: Facts) -> None:
    """`MediaRecorder.mimeType` stays video/webm when the constructor got a WebM type.

    Recordings get a wrong file name extension, and other programs do not open them.
    """
    types = {mime_type: seen["mimeType"] for mime_type, seen in facts.items() if seen.get("mimeType")}
    for mime_type, recorded in every(types, "recordings with a mimeType").items():
        expect(recorded, f'MediaRecorder.mimeType with constructor option "{mime_type}"').matches(r"^video/webm")
