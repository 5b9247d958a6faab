#!/bin/sh
# Puts CRM Desktop into the applications menu of this user; run it again after moving the folder.
#   packaging/linux/add-to-menu.sh            adds it        packaging/linux/add-to-menu.sh --remove   takes it out
set -eu
folder=$(cd "$(dirname "$0")/../.." && pwd)
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
entry=$menu/crm-desktop.desktop

if [ "${1:-}" = "--remove" ]; then
    rm -f "$entry"
    echo "CRM Desktop is no longer in the menu. The program and your data are where they were."
    exit 0
fi

# A path in Exec= stands in quotes, with what the format calls reserved escaped twice: once for it, once for the file.
quoted=$(printf '%s' "$folder" | sed -e 's/[\\`$"]/\\\\&/g' -e 's/%/%%/g')
for_sed() { printf '%s' "$1" | sed -e 's/[\\&|]/\\&/g'; }
mkdir -p "$menu"
sed -e "s|^Exec=.*|Exec=python3 \"$(for_sed "$quoted")/main.py\"|" -e "s|@FOLDER@|$(for_sed "$folder")|g" \
    "$folder/packaging/linux/crm-desktop.desktop" > "$entry"
chmod +x "$entry"
command -v update-desktop-database > /dev/null && update-desktop-database -q "$menu" || true
echo "CRM Desktop is in the menu now: $entry"
