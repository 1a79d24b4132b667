#!/usr/bin/env bash
# The test command: builds, provides the browser the browser tests need, runs every test, and ends with
# "N passed, N failed, N skipped". Arguments go to `dotnet test`, e.g. --filter FullyQualifiedName~Vouchers.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "eng/test.sh: $*" >&2; }

# On some distributions a file of that name is a stub that only says what to install.
works() { command -v "$1" >/dev/null 2>&1 && "$1" --version 2>/dev/null | grep -qiE 'chrom(e|ium)'; }

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if works "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}

install_browser() {
  command -v apt-get >/dev/null 2>&1 || { say "this distribution has no apt-get to install Chromium with."; return 1; }
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { say "installing Chromium needs root, and there is no sudo."; return 1; }
    root=(sudo)
    [ -t 0 ] || root+=(--non-interactive)
  fi
  say "no Chromium found; installing it from the distribution's packages."
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium >&2
}

if ! command -v dotnet >/dev/null 2>&1; then
  say "the .NET SDK is missing; global.json names the version (https://dot.net/download)."
  exit 2
fi

if [ -n "${PROMOCONSOLE_CHROMIUM:-}" ]; then
  works "$PROMOCONSOLE_CHROMIUM" || { say "PROMOCONSOLE_CHROMIUM names '$PROMOCONSOLE_CHROMIUM', which is no working Chromium or Chrome."; exit 2; }
else
  PROMOCONSOLE_CHROMIUM=$(find_browser) || { install_browser && PROMOCONSOLE_CHROMIUM=$(find_browser); } || {
    say "the browser tests need Chromium or Chrome, and none could be found or installed."
    say "Install the package 'chromium' (or Google Chrome), or set PROMOCONSOLE_CHROMIUM to the program's path."
    exit 2
  }
fi
export PROMOCONSOLE_CHROMIUM

# Every test has a database file of its own. Waiting for a disk to confirm each commit of it takes milliseconds and tells nothing
# more, so the files lie in memory where there is plenty; TMPDIR, when it is set, says otherwise.
elsewhere=()
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge 4194304 ]; then
  files=$(mktemp -d /dev/shm/promoconsole-tests.XXXXXX)
  trap 'rm -rf "$files"' EXIT
  elsewhere=(--environment "TMPDIR=$files")
fi

rm -rf TestResults
dotnet test PromoConsole.sln --nologo --logger trx --results-directory TestResults "${elsewhere[@]}" "$@"
status=$?

sum() { grep -rho --include='*.trx' '<Counters [^>]*>' TestResults 2>/dev/null | grep -o "\b$1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ s += $1 } END { print s + 0 }'; }
passed=$(sum passed)
failed=$(sum failed)
total=$(sum total)
echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
