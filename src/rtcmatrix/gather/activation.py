"""Grant a page transient user activation (https://html.spec.whatwg.org/#transient-activation)."""

from __future__ import annotations

from selenium.webdriver.remote.webdriver import WebDriver


def activate(driver: WebDriver, context: str) -> None:
    """Activate the page of a browsing context, also if it has been activated before.

    Firefox changes the activation only if the flag differs from that of the last evaluation in the realm. The realm is
    one of its own, because an evaluation without the flag ends the activation in its document.
    """
    target = {"context": context, "sandbox": "activation"}
    for activation in (False, True):
        driver.script.evaluate(expression="0", target=target, await_promise=False, user_activation=activation)
