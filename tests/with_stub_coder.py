"""The program with the stub coder in the place of the real one: python -m tests.with_stub_coder COMMAND …"""

from __future__ import annotations

from standoff import cli, coder_pool

if __name__ == "__main__":
    coder_pool.CODER = "tests.stub_coder:code_batch"
    cli.main()
