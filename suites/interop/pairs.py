"""Calls between two browsers, in both directions: what each sees, hears and counts of the other."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
ROLES = ("offerer", "answerer")


def _assert_frames(facts: Facts, role: str) -> None:
    seen = facts[role]
    assert seen["numbered"], f"the {role} read too few numbered frames"
    assert seen["goesOn"], f"at the {role} the video froze or went black after its first frames"
    assert not seen["backwards"], f"the {role} saw frames out of order"


@check("interop/picture_and_sound.js", spec=f"{PC}#rtcpeerconnection-interface")
def test_each_sees_the_other_move(facts: Facts) -> None:
    """In a call of two browsers each sees the numbered frames of the other, in their order.

    A call that says "connected" and shows a frozen picture is the failure users report most.
    """
    for role in ROLES:
        _assert_frames(facts, role)


@check("interop/picture_and_sound.js", spec=f"{PC}#rtcpeerconnection-interface")
def test_each_hears_the_other(facts: Facts) -> None:
    """In a call of two browsers each hears the tone that the other one sends.

    One-way sound between two brands is found here, not by a customer.
    """
    for role in ROLES:
        assert facts[role]["toneArrives"], f"the {role} did not hear the tone"
        assert facts[role]["toneGoesOn"], f"the {role} heard the tone at first and not 150 RTP packets later"


@check("interop/picture_and_sound.js", spec=f"{PC}#rtcpeerconnection-interface")
def test_pictures_reach_their_full_size(facts: Facts) -> None:
    """In a call of two browsers the pictures arrive in the size they were sent in.

    Encoders begin smaller; one that stays so between two brands is a blurred call.
    """
    for role in ROLES:
        assert facts[role]["size"] == "320x180", f"the {role} saw {facts[role]['size']}"


@check("interop/added_later.js", spec=f"{PC}#dom-rtcpeerconnection-addtrack")
def test_the_called_side_can_add_its_picture(facts: Facts) -> None:
    """The side that was called can offer a picture later in the call.

    Every meeting in which a guest turns the camera on does this, with the roles of offerer and answerer exchanged.
    """
    _assert_frames(facts, "offerer")
    assert facts["answerer"]["direction"] == "sendonly"
    for role in ROLES:
        assert facts[role]["state"] == "connected", f"the {role} is {facts[role]['state']}"


@check("interop/held.js", spec=f"{PC}#dom-rtcrtptransceiver-direction")
def test_a_held_call_sends_nothing(facts: Facts) -> None:
    """A call that is put on hold delivers no frame to the other browser.

    On hold means unseen: a frame that still leaves the machine is a leak.
    """
    assert facts["answerer"]["before"], "no picture came before the call was held"
    assert facts["answerer"]["heldStill"], "frames came while the call was held"
    assert facts["offerer"]["directions"][:2] == ["sendonly", "inactive"]


@check("interop/held.js", spec=f"{PC}#dom-rtcrtptransceiver-direction")
def test_a_held_call_can_be_taken_up_again(facts: Facts) -> None:
    """A call that was on hold goes on with new frames when it is taken up again.

    Hold and resume fails between brands by frozen pictures.
    """
    assert facts["answerer"]["goesOn"], "no new frame came after the hold"
    assert facts["offerer"]["directions"][2] == "sendonly"


@check("interop/glare.js", spec=f"{PC}#perfect-negotiation-example")
def test_two_offers_at_once_come_to_one_call(facts: Facts) -> None:
    """Two browsers that make their offers at the same moment come to one call, by perfect negotiation.

    It happens in every app in which both sides may add a camera; without rollback on one side the call hangs.
    """
    assert facts["answerer"]["collided"], "the offers did not collide"
    assert facts["answerer"]["gaveWay"], "the polite side did not give way"
    for role in ROLES:
        assert facts[role]["state"] == "stable", f"the {role} is left in {facts[role]['state']}"
        _assert_frames(facts, role)


@check("interop/hung_up.js", spec=f"{PC}#dom-rtcpeerconnection-close")
def test_hanging_up_is_noticed(facts: Facts) -> None:
    """When one browser hangs up, the other one's data channel closes.

    Without it the app shows a call that is over until a time-out.
    """
    assert facts["answerer"]["channelCloses"], "the channel stayed open"
    assert facts["offerer"]["signaling"] == "closed"


@check("interop/secured.js", spec="https://w3c.github.io/webrtc-stats/#dom-rtctransportstats-dtlsrole")
def test_one_side_is_the_server_of_the_handshake(facts: Facts) -> None:
    """Of two browsers in a call one is client and one server of the DTLS handshake, and both say so.

    An answer that leaves this open has ended calls between brands before a picture was seen.
    """
    roles = [facts[role]["dtlsRole"] for role in ROLES]
    assert sorted(map(str, roles)) == ["client", "server"], f"they call themselves {roles}"
    assert facts["offerer"]["otherSetup"] in {"active", "passive"}


@check("interop/secured.js", spec="https://www.rfc-editor.org/rfc/rfc8827#section-6.5")
def test_a_call_is_secured_by_modern_ciphers(facts: Facts) -> None:
    """A call of two browsers is secured by DTLS 1.2 or newer, and both name the same version and cipher.

    RFC 8827 forbids anything older; a security review asks for exactly this.
    """
    one, other = (facts[role] for role in ROLES)
    for role in ROLES:
        assert facts[role]["tlsVersion"] in {"FEFD", "FEFC"}, f"the {role} names version {facts[role]['tlsVersion']}"
    for name in ("tlsVersion", "dtlsCipher"):
        assert one[name] == other[name], f"{name} is {one[name]} here and {other[name]} there"


@check("interop/restarted.js", spec=f"{PC}#dom-rtcpeerconnection-restartice")
def test_a_restart_of_ice_renews_both_sides(facts: Facts) -> None:
    """A restart of ICE in a call of two browsers gives both sides new credentials.

    It is what saves a call when a phone changes from one network to another. Whether pictures still come in afterwards
    is kept as a metric, for it is a race: after some restarts of Chromium 150 and 156 nothing reaches Firefox 153 any
    more. Chromium sends from its new candidate to the old one of Firefox, which listens at its new ones.
    """
    for role in ROLES:
        assert facts[role]["before"], f"the {role} saw nothing before a restart"
        assert facts[role]["renamed"], f"ICE credentials of the {role} or of its peer stayed"


@check("interop/resized.js", spec="https://w3c.github.io/mediacapture-fromelement/#the-canvascapturemediastreamtrack")
def test_turned_and_larger_pictures_arrive(facts: Facts) -> None:
    """A picture that is turned or made larger in a call arrives so in the other browser.

    Phones that are turned, and shared windows that are resized, do this all the time.
    """
    missing = [each["size"] for each in facts["answerer"]["came"] if not each["came"]]
    assert not missing, f"never came in {', '.join(missing)}"


@check("interop/counted.js", spec="https://w3c.github.io/webrtc-stats/#summary")
def test_both_count_the_same_streams(facts: Facts) -> None:
    """Two browsers in a call count the same streams: by name, by codec, and none receives more than was sent.

    Dashboards join both ends of a call by these; where they disagree, losses are invented or hidden.
    """
    for role in ROLES:
        assert facts[role]["arrives"], f"the {role} saw or heard nothing"
        for kind in ("audio", "video"):
            wrong = [name for name, holds in facts[role][kind].items() if not holds]
            assert not wrong, f"{kind} sent by the {role}: not {', '.join(wrong)}"


@check("interop/counted.js", spec="https://w3c.github.io/webrtc-stats/#dom-rtcremoteinboundrtpstreamstats-roundtriptime")
def test_each_is_told_how_the_other_receives(facts: Facts) -> None:
    """In a call of two browsers each is told by the other how sound and pictures arrive there.

    A sender that never hears back cannot see that its own uplink is bad.
    """
    for role in ROLES:
        assert facts[role]["otherReportsBack"], f"the {role} got no report of the other side"
