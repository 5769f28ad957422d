// Sabotage, for tests alone: setCodecPreferences() is accepted and ignored, so that a call runs with the usual codec.

RTCRtpTransceiver.prototype.setCodecPreferences = () => {};
