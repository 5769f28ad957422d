"""Gather evidence: run probes in browsers by WebDriver. The only package besides browsers that uses Selenium."""
