#!/usr/bin/env bash
# Installs what the tests need beside Node: Chromium, which prints the sample PDFs, Redis and Postgres, which tests start
# for the queues and the store, a Chinese typeface, in which tests draw what the readers are to read, poppler-utils,
# by which tests look at PDFs for archives, and what the tests of docs/operations.md call: sqlite3, and python3-yaml for
# the compose file.
# Leaves alone what is there; says what it does. CHROMIUM names a browser elsewhere.
# Debian's postgresql also makes a cluster of its own on port 5432. No test touches it.
set -u

missing=()
command -v redis-server >/dev/null 2>&1 || missing+=(redis-server)
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
command -v sqlite3 >/dev/null 2>&1 || missing+=(sqlite3)
command -v pdftotext >/dev/null 2>&1 || missing+=(poppler-utils)
python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
[ -n "$(find /usr/share/fonts "$HOME/.fonts" -iname '*cjk*' 2>/dev/null | head -n 1)" ] || missing+=(fonts-noto-cjk)

if [ ${#missing[@]} -eq 0 ]; then
  echo "setup: redis-server, postgresql, sqlite3, poppler-utils, python3-yaml, chromium and a Chinese typeface are installed"
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "setup: please install ${missing[*]} (no apt-get here); tests that need them are skipped until then" >&2
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "setup: please run: sudo apt-get install ${missing[*]}; tests that need them are skipped until then" >&2
  exit 0
fi
echo "setup: apt-get install ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  echo "setup: apt-get could not install ${missing[*]}; tests that need them are skipped. Its last lines:" >&2
  tail -n 3 "$log" >&2
fi
exit 0
