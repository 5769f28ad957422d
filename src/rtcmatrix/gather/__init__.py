"""Gather evidence: run probes in browsers by WebDriver. Only this package and browsers use Selenium."""
