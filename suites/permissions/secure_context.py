"""What pages over plain http and over https can reach of cameras, microphones and connections."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "permissions/insecure_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#navigator-interface-extensions",
    features=("api.Navigator.mediaDevices",),
)
def test_insecure_pages_have_no_media_devices(facts: Facts) -> None:
    """A page over plain http has no access to media devices at all.

    A test server without a certificate behaves unlike production.
    """
    assert not facts["isSecureContext"]
    assert not facts["mediaDevices"]
    assert not facts["interfaces"]["MediaDevices"]


@check(
    "permissions/insecure_origin.js",
    spec="https://w3c.github.io/webrtc-pc/#interface-definition",
    features=("api.Navigator.mediaDevices",),
)
def test_insecure_pages_can_still_receive(facts: Facts) -> None:
    """A page over plain http can still make peer connections.

    Receiving media and data needs no device.
    """
    for name in ("RTCPeerConnection", "RTCDataChannel", "MediaStream"):
        assert facts["interfaces"][name], name


@check(
    "permissions/insecure_origin.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    features=("api.Navigator.mediaDevices",),
)
def test_insecure_pages_are_told_denied(facts: Facts) -> None:
    """A page over plain http is told that the camera is denied.

    "prompt" would promise a question that can never be asked.
    """
    assert facts["camera"] == "denied"


@check(
    "permissions/https_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.Navigator.mediaDevices",),
)
def test_https_pages_are_given_devices(facts: Facts) -> None:
    """A page over https with both permissions gets camera and microphone.

    This is how every product is served.
    """
    assert facts["isSecureContext"]
    assert facts["mediaDevices"]
    assert facts["both"] == "granted"


@check(
    "permissions/file_origin.js",
    spec="https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy",
    features=("api.Navigator.mediaDevices", "api.isSecureContext"),
)
def test_pages_from_the_disk_have_media_devices(facts: Facts) -> None:
    """A page that is opened from the disk is secure and has media devices.

    Demos, kiosks and desktop shells open their pages so.
    """
    assert facts["surroundings"]["isSecureContext"] is True
    assert facts["surroundings"]["mediaDevices"] is True


@check(
    "permissions/file_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadeviceinfo-label",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_pages_from_the_disk_are_told_no_labels(facts: Facts) -> None:
    """A page that is opened from the disk is told no label and no id of a device before anybody agreed.

    Any file that somebody was sent would otherwise know what is plugged in.
    """
    assert facts["states"]["camera"] != "granted"
    assert [device for device in facts["devices"] if device["label"] or device["deviceId"]] == []
