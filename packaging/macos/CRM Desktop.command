#!/bin/sh
# Double-click in the Finder: starts CRM Desktop with the newest Python the machine has.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v python3 > /dev/null; then
    echo "CRM Desktop needs Python 3.11 or newer. Get it from https://www.python.org/downloads/ and start again."
    exit 1
fi
exec python3 main.py
