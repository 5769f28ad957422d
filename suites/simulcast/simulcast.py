"""Simulcast with three rids: offers, layers that are received, and changes by `setParameters()` and answers."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]
ORDERS = {"largestFirst": RIDS, "smallestFirst": RIDS[::-1]}
SIZES = {"f": "960x540", "h": "480x270", "q": "240x135"}

PC = "https://w3c.github.io/webrtc-pc"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
ENCODING = "api.RTCRtpSender.setParameters.parameters_encodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _skip_trimmed(kept: Any, given: list[str]) -> None:
    """End a check where the browser trimmed `sendEncodings`: the maximum is its own choice."""
    if kept in ([None], given[:1], given[:2]):
        not_supported("three simulcast encodings")


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_send_encodings_every_layer_is_received(facts: Facts) -> None:
    """`addTransceiver()` with three `sendEncodings`: every simulcast layer is received, largest or smallest first.

    An SFU can only forward layers that it receives; users on slow networks get no video when the small one is missing.
    """
    for order, given in ORDERS.items():
        seen = facts[order]
        _skip_trimmed(seen.get("parameters"), given)
        expect(seen.get("connected"), f"call with simulcast connected ({order})").is_true()
        received = [rid for rid in RIDS if seen["arrived"].get(rid, {}).get("comes")]
        expect(received, f"rids received ({order})").equals(RIDS)


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(SEND_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_scale_resolution_down_by_sets_layer_resolution(facts: Facts) -> None:
    """`scaleResolutionDownBy` 1, 2 and 4: simulcast layers of a 960x540 track are 960x540, 480x270 and 240x135.

    Layouts and bandwidth budgets are planned with these resolutions.
    """
    for order in ORDERS:
        sizes = {rid: each["size"] for rid, each in facts[order]["arrived"].items() if each["comes"]}
        wanted = {rid: SIZES[rid] for rid in every(sizes, f"simulcast layers received ({order})")}
        expect(sizes, f"resolution of the received layers by rid ({order})").equals(wanted)


# "...used by the receiver to detect packet loss and to restore packet sequence." (RTP sequence number)
@check(
    "simulcast/layers.js",
    spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_simulcast_layers_play_frames_in_order(facts: Facts) -> None:
    """Frames of each simulcast layer are played in the order in which they were captured.

    Video that jumps back in time is unusable.
    """
    for order in ORDERS:
        layers = {rid: each["inOrder"] for rid, each in facts[order]["arrived"].items() if each["comes"]}
        for rid, in_order in every(layers, f"simulcast layers received ({order})").items():
            expect(in_order, f"frames of rid {rid} play in capture order ({order})").is_true()


# webrtc-pc: "add an a=simulcast:send line giving the RIDs in the same order as given in the encodings field"
@check("simulcast/layers.js", spec=f"{PC}/#dom-rtcpeerconnection-createoffer", basis="MUST", features=(SEND_ENCODINGS,))
def test_create_offer_lists_rids_in_order_of_send_encodings(facts: Facts) -> None:
    """`createOffer()` lists the rids in `a=simulcast:send` and `a=rid` in the order of `sendEncodings`.

    The order is a preference; an SFU that drops layers from one end of the list drops the wrong ones.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        expect(facts[order].get("offered"), f"rids of a=simulcast:send in the offer ({order})").equals(given)
        expect(facts[order].get("ridLines"), f"rids of a=rid lines in the offer ({order})").equals(given)


# webrtc-pc: "encodings is set to the value of the [[SendEncodings]] internal slot."
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpsender-getparameters",
    basis="MUST",
    features=(GET_ENCODINGS, SEND_ENCODINGS),
)
def test_get_parameters_encodings_keep_order_of_send_encodings(facts: Facts) -> None:
    """`getParameters().encodings` lists the rids in the order of `sendEncodings`.

    Code that changes `encodings[0]` changes another simulcast layer than it means to.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        expect(facts[order].get("parameters"), f"getParameters().encodings[].rid ({order})").equals(given)


# RFC 9429: "An m= section is generated for each RtpTransceiver that has been added to the PeerConnection"
@check(
    "simulcast/layers.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_create_offer_has_one_m_line_for_all_layers(facts: Facts) -> None:
    """`createOffer()` puts all simulcast layers of one `RTCRtpTransceiver` into one m-line.

    An SFU shows one camera as three participants when each layer has an m-line of its own.
    """
    for order in ORDERS:
        subject = f"m-lines of the offer with one simulcast transceiver ({order})"
        expect(facts[order].get("sections"), subject).equals(1)


# "If rid is set this value will be present"; webrtc-pc: "MUST support generating statistics ... codecId"
@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-rid",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_outbound-rtp.rid",
        "api.RTCStatsReport.type_outbound-rtp.codecId",
        "api.RTCRtpSender.getStats",
    ),
)
def test_outbound_rtp_reports_rid_and_codec_id_of_each_layer(facts: Facts) -> None:
    """`getStats()` has one `outbound-rtp` with `rid` and `codecId` for each simulcast layer.

    Monitoring cannot show which layer uses how much bandwidth, or which one failed.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        if facts[order].get("counted") == [""]:
            not_supported("outbound-rtp.rid")
        expect(facts[order].get("counted"), f"outbound-rtp.rid values ({order})").equals(RIDS)
        expect(facts[order].get("codecsAreTold"), f"every outbound-rtp has a codecId ({order})").is_true()


# encodings[].active

ACTIVE = {
    "all": RIDS,
    "withoutLargest": ["h", "q"],
    "withoutMiddle": ["f", "q"],
    "withoutSmallest": ["f", "h"],
    "allAgain": RIDS,
    "smallestAlone": ["q"],
}
"""Step of the probe -> the rids whose encodings have active=true in it."""


# "Setting it to false causes this encoding to no longer be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active",),
)
def test_set_parameters_active_false_stops_layer(facts: Facts) -> None:
    """`setParameters()` with `encodings[].active=false` stops that simulcast layer.

    Layers that nobody watches cost the sender's battery and bandwidth.
    """
    _skip_trimmed(facts["all"].get("told"), RIDS)
    received = facts["all"].get("arrive")
    expect(received, "rids received with active=true in every encoding").is_not_empty()
    for step, active in ACTIVE.items():
        stopped = [rid for rid in RIDS if rid not in active and rid in received]
        subject = f"rids that stopped with active=true for {', '.join(active)} only ({step})"
        expect(facts[step].get("quiet"), subject).contains(*stopped)


# "Setting it to true causes this encoding to be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active", GET_ENCODINGS),
)
def test_set_parameters_active_true_sends_layer(facts: Facts) -> None:
    """`setParameters()` with `encodings[].active=true` sends that layer, also after it was stopped.

    Viewers of one simulcast layer lose their video when another layer is switched off or on.
    """
    _skip_trimmed(facts["all"].get("told"), RIDS)
    for step, active in ACTIVE.items():
        condition = f"active=true for {', '.join(active)} ({step})"
        expect(facts[step].get("outcome"), f"setParameters() with {condition}").equals("accepted")
        expect(facts[step].get("told"), f"rids with active=true in getParameters(), {condition}").equals(active)
        expect(facts[step].get("arrive"), f"rids received with {condition}").equals(active)


# "Setting it to false causes this encoding to no longer be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active",),
)
def test_set_parameters_all_active_false_stops_sending(facts: Facts) -> None:
    """`setParameters()` with `active=false` in every encoding stops all simulcast layers.

    A call on hold goes on sending the user's camera.
    """
    subject = "rids received before active=false in every encoding"
    expect(facts["allAgain"].get("arrive"), subject).is_not_empty()
    expect(facts["off"].get("outcome"), "setParameters() with active=false in every encoding").equals("accepted")
    expect(facts["off"].get("quiet"), "every layer stopped within 20 s with active=false in every encoding").is_true()


# maxBitrate, maxFramerate, scaleResolutionDownBy


# "The user agent is free to allocate bandwidth ..., as long as the maxBitrate value is not exceeded."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-maxbitrate",
    basis="MUST",
    features=(f"{ENCODING}.maxBitrate", SEND_ENCODINGS),
)
def test_max_bitrate_limits_each_layer(facts: Facts, metrics: Facts) -> None:
    """`encodings[].maxBitrate` limits each simulcast layer; short peaks of up to 50 % are tolerated.

    Products rely on it to stay within the bandwidth of a network or a contract.
    """
    expect(facts.get("arrive"), "rids received").is_not_empty()
    measured = {rid: metrics.get(f"{rid}_kbps") for rid in RIDS}
    subject = "bitrate received per rid with maxBitrate 130, 80 and 50 kbit/s, in kbit/s,"
    expect(measured, subject).satisfies(facts.get("bitRateObeyed") is True, "<= 1.5 * maxBitrate for each rid")


# "...as long as the maxFramerate value is not exceeded."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-maxframerate",
    basis="MUST",
    features=(f"{ENCODING}.maxFramerate",),
)
def test_max_framerate_limits_each_layer(facts: Facts, metrics: Facts) -> None:
    """`encodings[].maxFramerate=5` limits each simulcast layer of a running call; peaks of up to 50 % are tolerated.

    Thumbnails in full frame rate take the bandwidth and CPU that the large video needs.
    """
    rate = facts.get("rate", {})
    expect(rate.get("outcome"), "setParameters() with maxFramerate=5").equals("accepted")
    measured = {rid: metrics.get(f"{rid}_frames_per_second_at_5") for rid in RIDS}
    subject = "frames encoded per second and rid with maxFramerate=5"
    expect(measured, subject).satisfies(any(each for each in measured.values()), "frames of at least one rid")
    expect(measured, subject).satisfies(rate.get("obeyed") is True, "<= 7.5 for each rid")


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(f"{ENCODING}.scaleResolutionDownBy", GET_ENCODINGS),
)
def test_set_parameters_scale_resolution_down_by_changes_resolution(facts: Facts) -> None:
    """`setParameters()` with another `scaleResolutionDownBy` changes the resolution of a layer, and back.

    Products adapt what they send to the size in which it is shown.
    """
    scale = facts.get("scale", {})
    if scale.get("kept") in ([1], [1, 2]):
        not_supported("three simulcast encodings")
    expect(scale.get("outcome"), "setParameters() with encodings[2].scaleResolutionDownBy=3").equals("accepted")
    expect(scale.get("kept"), "getParameters().encodings[].scaleResolutionDownBy").equals([1, 2, 3])
    expect(scale.get("arrives"), "320x180 received with scaleResolutionDownBy=3 within 8 s").is_true()
    expect(scale.get("back"), "240x135 received with scaleResolutionDownBy=4 again within 8 s").is_true()


# Renegotiation and answers


# "This simulcast envelope may be narrowed ... in subsequent renegotiation": only by an answer that leaves out a rid
@check(
    "simulcast/renegotiated.js",
    spec=f"{PC}/#simulcast-functionality",
    basis="MUST",
    features=(SEND_ENCODINGS, GET_ENCODINGS),
)
def test_renegotiation_keeps_simulcast_layers(facts: Facts) -> None:
    """Renegotiation keeps all simulcast layers: the same offer again, and with an audio m-line added.

    Unmuting a microphone for the first time must not stop anyone's video.
    """
    _skip_trimmed(facts["same"].get("rids"), RIDS)
    for step, m_lines in (("same", 1), ("withSound", 2)):
        seen = facts[step]
        expect(seen.get("outcome"), f"renegotiation ({step})").equals("joined")
        expect(seen.get("offered"), f"rids of a=simulcast:send in the new offer ({step})").equals(RIDS)
        expect(seen.get("sections"), f"m-lines of the new offer ({step})").equals(m_lines)
        expect(seen.get("rids"), f"getParameters().encodings[].rid after renegotiation ({step})").equals(RIDS)
        expect(seen.get("arrive"), f"rids received after renegotiation ({step})").equals(RIDS)


# webrtc-pc: "for each encoding given in [[SendEncodings]] of the RTCRtpSender, add an a=rid send line"
@check(
    "simulcast/renegotiated.js",
    spec=f"{PC}/#dom-rtcpeerconnection-createoffer",
    basis="MUST",
    features=("api.RTCRtpTransceiver.stop", SEND_ENCODINGS),
)
def test_create_offer_has_simulcast_after_transceiver_stop(facts: Facts) -> None:
    """`createOffer()` offers simulcast of a new transceiver after another one was stopped with `stop()`.

    A user who shares the screen a second time is not seen by anyone.
    """
    seen = facts["afterDisabled"]
    _skip_trimmed(seen.get("rids"), RIDS)
    expect(seen.get("outcome"), "addTransceiver() and createOffer() after transceiver.stop()").equals("offered")
    expect(seen.get("offered"), "rids of a=simulcast:send in the offer after transceiver.stop()").equals(RIDS)
    expect(seen.get("rids"), "getParameters().encodings[].rid of the new transceiver").equals(RIDS)


TAKEN = {"withoutMiddle": ["f", "q"], "smallestAlone": ["q"]}
"""Step of the probe -> the rids that the answer accepts of f, h and q."""


# "If description is missing any of the previously negotiated layers, then remove the dictionaries"
@check(
    "simulcast/answers.js",
    spec=f"{PC}/#set-description",
    basis="MUST",
    features=("api.RTCPeerConnection.setRemoteDescription", GET_ENCODINGS),
)
def test_answer_without_rid_removes_encoding(facts: Facts) -> None:
    """`setRemoteDescription()` with an answer that leaves out a rid removes that encoding and stops its layer.

    An SFU leaves out layers it has no use for; sending them wastes the user's bandwidth.
    """
    for step, rids in TAKEN.items():
        seen = facts[step]
        expect(seen.get("encodings"), f"getParameters().encodings[].rid after an answer with {rids}").equals(rids)
        expect(seen.get("arrive"), f"accepted rids received after an answer with {rids}").is_not_empty()
        expect(seen.get("unwanted"), f"other rids received after an answer with {rids}").is_empty()


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/answers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=("api.RTCPeerConnection.setRemoteDescription", SEND_ENCODINGS),
)
def test_answer_with_fewer_rids_sends_accepted_layers(facts: Facts) -> None:
    """`setRemoteDescription()` with an answer that accepts two or one of three rids: these layers are received.

    An SFU that accepts two layers has no video for the users it planned the second one for.
    """
    for step, rids in TAKEN.items():
        expect(facts[step].get("arrive"), f"rids received after an answer with a=simulcast:recv {rids}").equals(rids)


# Other tracks, other codecs


# "have the sender switch seamlessly to transmitting withTrack instead of the sender's existing track"
@check(
    "simulcast/tracks.js",
    spec=f"{PC}/#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack", f"{ENCODING}.scaleResolutionDownBy"),
)
def test_replace_track_changes_layer_resolutions(facts: Facts) -> None:
    """`replaceTrack()` scales each simulcast layer from the new track's resolution, also after `replaceTrack(null)`.

    After a change of camera or screen share, users see a stretched or frozen video.
    """
    _skip_trimmed(facts.get("rids"), RIDS)
    steps = (
        ("larger", "a 1280x720 track", {"f": "1280x720", "h": "640x360", "q": "320x180"}),
        ("again", "the 960x540 track after replaceTrack(null)", SIZES),
    )
    expect(facts.get("nothing"), "replaceTrack(null) resolved").is_true()
    for step, track, sizes in steps:
        expect(facts[step].get("outcome"), f"replaceTrack() with {track}").equals("replaced")
        expect(facts[step].get("sizes"), f"resolution by rid after replaceTrack() with {track}").equals(sizes)
    expect(facts.get("rids"), "getParameters().encodings[].rid after replaceTrack()").equals(RIDS)


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/tracks.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=("api.MediaStreamTrack.contentHint", SEND_ENCODINGS),
)
def test_content_hint_detail_sends_every_layer(facts: Facts) -> None:
    """`MediaStreamTrack.contentHint="detail"`: every simulcast layer is received in its resolution.

    A shared screen is watched on phones, too; without the small layer they get no video.
    """
    _skip_trimmed(facts.get("rids"), RIDS)
    screen = facts.get("screen", {})
    if screen.get("hint") is False:
        not_supported("MediaStreamTrack.contentHint")
    expect(screen.get("arrive"), 'rids received with contentHint="detail"').equals(RIDS)
    sizes = list(SIZES.values())
    expect(screen.get("sizes"), 'resolutions of f, h and q with contentHint="detail"').equals(sizes)


# webrtc-pc: "If the user agent ... does not support setting codecs for individual encodings, [throw] OperationError."
@check(
    "simulcast/codecs_of_layers.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    basis="MUST",
    features=(f"{ENCODING}.codec", GET_ENCODINGS),
)
def test_send_encodings_codec_is_kept_per_encoding(facts: Facts) -> None:
    """`sendEncodings[].codec` with VP9 and VP8 is kept per encoding, or rejected with `OperationError`.

    A product that sends a new codec to some users and an old one to the rest needs to know whether it can.
    """
    if facts.get("outcome") == "OperationError":
        not_supported("a codec for each encoding (OperationError)")
    expect(facts.get("outcome"), "addTransceiver() with VP9 and VP8 in sendEncodings[].codec").equals("joined")
    kept = facts.get("kept")
    expect(kept, "getParameters().encodings[].codec.mimeType").equals(["video/VP9", "video/VP8"])


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check(
    "simulcast/other_codecs.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-4.1",
    basis="MUST",
    features=(SEND_ENCODINGS, f"{SEND_ENCODINGS}.scalabilityMode"),
)
def test_simulcast_with_h264_vp9_and_av1_sends_video(facts: Facts) -> None:
    """Simulcast with H.264, VP9 and AV1: at least one layer is received, with and without `scalabilityMode`.

    A product that switches simulcast to another codec sends no video at all.
    """
    calls = {
        f"{codec}, {mode}": seen
        for codec in ("H264", "VP9", "AV1")
        for mode, seen in (facts.get(codec) or {}).items()
        if set(seen.get("streams", ())) & set(RIDS)
    }
    if not calls:
        not_supported("simulcast with H.264, VP9 or AV1")
    for name, seen in calls.items():
        expect(seen.get("arrive"), f"rids received of a simulcast call ({name})").is_not_empty()
