// Sabotage, for tests alone: setParameters() resolves and changes nothing.

RTCRtpSender.prototype.setParameters = async () => {};
