"""How a file of an older program becomes one of today's: alembic's operations under rules of our own.

`chain` says which revision makes which version, `runner` runs them safely, `freeze` writes the first one.
"""
