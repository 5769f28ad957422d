"""Layers of one picture (simulcast): what is offered, what is really sent, and what becomes of it in a running call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]
ORDERS = ("largestFirst", "smallestFirst")


@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_every_layer_arrives(facts: Facts) -> None:
    """Each layer of a picture arrives, whichever stands first.

    A server can only choose among the layers that come.
    """
    for order in ORDERS:
        assert facts[order]["connected"]
        assert [rid for rid in RIDS if facts[order]["arrived"][rid]["comes"]] == RIDS


@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_layers_have_the_sizes_asked_for(facts: Facts) -> None:
    """Each layer arrives in the size that its scale asks for.

    Tiles are laid out, and bandwidth is paid, by these sizes.
    """
    wanted = {"f": "960x540", "h": "480x270", "q": "240x135"}
    for order in ORDERS:
        sizes = {rid: facts[order]["arrived"][rid]["size"] for rid in RIDS}
        assert all(size in (wanted[rid], None) for rid, size in sizes.items())


@check("simulcast/layers.js", spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality")
def test_pictures_of_a_layer_keep_their_order(facts: Facts) -> None:
    """The pictures of each layer arrive in the order in which they were drawn.

    A layer that jumps back shows what is over.
    """
    for order in ORDERS:
        layers = facts[order]["arrived"].values()
        assert all(layer["inOrder"] for layer in layers if layer["comes"])


@check("simulcast/layers.js", spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.1")
def test_layers_are_offered_in_their_order(facts: Facts) -> None:
    """Layers are offered in the order that the application gave them.

    The order is the preference; servers drop from one end of it.
    """
    for order, rids in zip(ORDERS, (RIDS, RIDS[::-1]), strict=True):
        assert facts[order]["offered"] == facts[order]["ridLines"] == rids


@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters",
    features=("api.RTCRtpSender.getParameters.return_object_property_encodings",),
)
def test_layers_are_told_in_their_order(facts: Facts) -> None:
    """The parameters of a sender list its layers in the order that the application gave them.

    What is changed by its place in the list would be another layer.
    """
    for order, rids in zip(ORDERS, (RIDS, RIDS[::-1]), strict=True):
        assert facts[order]["parameters"] == rids


@check("simulcast/layers.js", spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.1")
def test_one_section_carries_all_layers(facts: Facts) -> None:
    """All layers of a picture stand in one section of the offer.

    Servers tell one camera in three sizes from three cameras by this.
    """
    assert [facts[order]["sections"] for order in ORDERS] == [1, 1]


@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-rid",
    features=("api.RTCStatsReport.type_outbound-rtp.rid",),
)
def test_each_layer_is_counted(facts: Facts) -> None:
    """Statistics count each layer for itself, with its name and codec.

    Without them nobody sees which layer costs what.
    """
    for order in ORDERS:
        assert facts[order]["counted"] == RIDS
        assert facts[order]["codecsAreTold"]


# Layers that are switched off and on


STEPS = ("all", "withoutLargest", "withoutMiddle", "withoutSmallest", "allAgain", "smallestAlone")


@check(
    "simulcast/switching.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.active",),
)
def test_a_layer_that_is_off_is_not_sent(facts: Facts) -> None:
    """A layer that the application switches off is not sent.

    Layers that nobody watches cost the sender battery and money.
    """
    for step in STEPS:
        assert facts[step]["quiet"] == [rid for rid in RIDS if rid not in facts[step]["told"]]


@check(
    "simulcast/switching.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.active",),
)
def test_layers_that_are_on_go_on(facts: Facts) -> None:
    """Layers that are on are sent while others are switched off, and after they were off themselves.

    Whoever watches one layer must not notice that another ends.
    """
    for step in STEPS:
        assert facts[step]["outcome"] == "accepted"
        assert facts[step]["arrive"] == facts[step]["told"]


@check(
    "simulcast/switching.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.active",),
)
def test_all_layers_can_be_off(facts: Facts) -> None:
    """With every layer off nothing is sent.

    A call on hold must not go on sending.
    """
    assert facts["off"] == {"outcome": "accepted", "quiet": True}


# Caps and scales


@check(
    "simulcast/caps.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxBitrate",),
)
def test_bit_rate_caps_are_obeyed(facts: Facts) -> None:
    """No layer takes more than half as much again as its cap allows.

    Caps are how products keep to what a line or a contract has. Short peaks are the encoder's own affair.
    """
    assert facts["bitRateObeyed"]


@check(
    "simulcast/caps.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxframerate",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxFramerate",),
)
def test_frame_rate_caps_are_obeyed(facts: Facts) -> None:
    """No layer has more than half as many pictures again as its cap allows.

    Thumbnails at full rate waste what the large picture needs.
    """
    assert facts["rate"] == {"outcome": "accepted", "obeyed": True}


@check(
    "simulcast/caps.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_a_changed_scale_arrives(facts: Facts) -> None:
    """A layer arrives in the size of a scale that is changed while it runs, and back.

    Products fit what they send to the tiles that are shown.
    """
    assert facts["scale"] == {"outcome": "accepted", "kept": [1, 2, 3], "arrives": True, "back": True}


# Further negotiations


@check("simulcast/renegotiated.js", spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality")
def test_layers_survive_further_negotiations(facts: Facts) -> None:
    """Layers go on when the same is negotiated again, and when sound is added.

    Whoever unmutes a microphone must not lose the picture.
    """
    for step, sections in (("same", 1), ("withSound", 2)):
        joined = {"outcome": "joined", "offered": RIDS, "sections": sections, "rids": RIDS, "arrive": RIDS}
        assert facts[step] == joined


@check(
    "simulcast/renegotiated.js",
    spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality",
    features=("api.RTCRtpTransceiver.stop",),
)
def test_layers_can_be_offered_after_a_stop(facts: Facts) -> None:
    """After a sender was stopped, another one offers layers.

    Whoever shares a second time would be seen by nobody.
    """
    assert facts["afterDisabled"]["outcome"] == "offered"
    assert facts["afterDisabled"]["offered"] == facts["afterDisabled"]["rids"] == RIDS


@check("simulcast/answers.js", spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.3.2")
def test_layers_left_out_of_an_answer_are_not_sent(facts: Facts) -> None:
    """Layers that the answer leaves out are taken out of the parameters and not sent.

    A server says by this what it has no use for.
    """
    for step, rids in (("withoutMiddle", ["f", "q"]), ("smallestAlone", ["q"])):
        assert facts[step]["encodings"] == rids
        assert facts[step]["unwanted"] == []


@check("simulcast/answers.js", spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.3.2")
def test_layers_that_an_answer_takes_are_sent(facts: Facts) -> None:
    """Layers that the answer takes are sent, however few they are.

    A server that takes two layers of three must get both.
    """
    for step, rids in (("withoutMiddle", ["f", "q"]), ("smallestAlone", ["q"]), ("middlePaused", ["f", "q"])):
        assert facts[step]["arrive"] == rids


@check("simulcast/answers.js", spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.1")
def test_a_paused_layer_is_not_sent(facts: Facts) -> None:
    """A layer that the answer asks to pause is not sent.

    A server asks for layers only when somebody watches them.
    """
    assert facts["middlePaused"]["unwanted"] == []


# Other pictures, other codecs


@check(
    "simulcast/tracks.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_layers_take_the_size_of_a_new_track(facts: Facts) -> None:
    """Layers take the size of a track that replaces theirs, also after there was none.

    Other cameras have other sizes.
    """
    assert facts["larger"] == {"outcome": "replaced", "sizes": {"f": "1280x720", "h": "640x360", "q": "320x180"}}
    assert facts["nothing"]
    assert facts["again"] == {"outcome": "replaced", "sizes": {"f": "960x540", "h": "480x270", "q": "240x135"}}
    assert facts["rids"] == RIDS


@check("simulcast/tracks.js", spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality")
def test_detailed_pictures_are_sent_in_layers(facts: Facts) -> None:
    """Pictures whose details matter are sent in layers of their sizes as well.

    A shared screen is watched on telephones too.
    """
    assert facts["screen"]["arrive"] == RIDS
    assert facts["screen"]["sizes"] == ["960x540", "480x270", "240x135"]


@check(
    "simulcast/codecs_of_layers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-codec",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.codec",),
)
def test_layers_may_have_unlike_codecs(facts: Facts) -> None:
    """Each layer is sent with the codec that was chosen for it.

    A new codec for those who have it, an old one for the rest, from one sender.
    """
    assert facts["outcome"] == "joined"
    assert facts["sent"] == ["video/VP9", "video/VP8"]


@check(
    "simulcast/other_codecs.js", spec="https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode"
)
def test_each_codec_is_sent_in_layers(facts: Facts) -> None:
    """H.264, VP9 and AV1, as far as they are sent, are sent in three layers where each layer has a mode of its own.

    One layer in place of three leaves everybody with the same size.
    """
    sent = [facts[codec]["L1T1"] for codec in ("H264", "VP9", "AV1") if facts[codec] is not None]
    assert sent
    for layers in sent:
        assert layers.get("streams") == RIDS
        assert layers.get("arrive") == RIDS
