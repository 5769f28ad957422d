"""MediaRecorder: `requestData()`, and `mimeType` and `timecode` of the data."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record"
RECORDER = "api.MediaRecorder"


# "the UA MUST queue a task ... Let blob be the Blob of collected data so far ... fire a blob event"
@check(
    "media_recorder/request_data.js",
    spec=f"{SPEC}/#dom-mediarecorder-requestdata",
    basis="MUST",
    features=(f"{RECORDER}.requestData", f"{RECORDER}.dataavailable_event", "api.BlobEvent.data"),
)
def test_request_data_fires_dataavailable(facts: Facts) -> None:
    """`MediaRecorder.requestData()` fires `dataavailable` each time, and the Blobs together play to the end.

    Products upload long recordings in parts, so that a crash costs a minute and not the whole recording.
    """
    expect(facts["beforeStart"], "error of requestData() before start()").equals("InvalidStateError")
    expect(facts["dataavailablePerRequest"], "dataavailable fires for each of 3 requestData() calls").is_true()
    expect(facts["dataavailableAtStop"], "dataavailable fires after stop()").is_true()
    expect(facts["plays"], "the Blobs together play in a video element").is_true()
    expect(facts["frameNumbersAdvance"], "the recorded frames advance in order").is_true()
    expect(facts["frameNumbersToEnd"], "the last frames drawn before stop() are in the recording").is_true()


# "Modify extendedMimeType by adding media type, subtype and codecs parameter ... Set recorder's mimeType"
@check(
    "media_recorder/request_data.js",
    spec=f"{SPEC}/#dom-mediarecorder-mimetype",
    basis="MUST",
    features=(f"{RECORDER}.mimeType", "api.BlobEvent.data"),
)
def test_mime_type_names_container_and_codecs_after_start(facts: Facts) -> None:
    """`MediaRecorder.mimeType` is empty by default, names container and codecs after `start`; Blobs have a `type`.

    Products name the file and choose the player by it.
    """
    expect(facts["mimeTypeBeforeStart"], "MediaRecorder.mimeType before start(), no mimeType option").equals("")
    expect(facts["mimeTypeWhileRecording"], "MediaRecorder.mimeType after the start event").matches(
        "^(video|audio)/.*codecs="
    )
    for blob_type in every(facts["blobTypes"], "types of BlobEvent.data"):
        expect(blob_type, "type of BlobEvent.data").matches("^(video|audio)/")


# "the timecode in the first produced BlobEvent MUST contain 0. Subsequent ... contain the difference"
@check(
    "media_recorder/request_data.js",
    spec=f"{SPEC}/#dom-blobevent-timecode",
    basis="MUST",
    features=("api.BlobEvent.timecode",),
)
def test_blob_event_timecode_grows(facts: Facts, notes: Facts) -> None:
    """`BlobEvent.timecode` is a number, and does not decrease from one Blob to the next.

    Servers sort uploaded parts by it.
    """
    expect(facts["timecodesAreNumbers"], "BlobEvent.timecode of each event is a number").is_true()
    # An empty Blob has no first chunk, and so no time to compare
    if all(blob.get("size") for blob in notes.get("all", [])):
        expect(facts["timecodesIncrease"], "BlobEvent.timecode does not decrease").is_true()
