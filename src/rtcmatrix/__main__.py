"""Run the command line: ``python -m rtcmatrix``."""

from rtcmatrix.cli import run

if __name__ == "__main__":
    run()
