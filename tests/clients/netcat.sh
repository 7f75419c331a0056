#!/bin/sh
# A whole session at once into nc, as people write it on one line; nothing is waited for. netcat.sh LF|CRLF
set -eu
raw=$(mktemp)
trap 'rm -f "$raw"' EXIT
{
  printf '%s\n' "$ROUTER_PASSWORD" administrator "$ROUTER_ADMINISTRATOR" 'console lines infinity' \
    "ip $ROUTER_LAN address 10.0.0.1/8" "show config | grep $ROUTER_LAN" save "no ip $ROUTER_LAN address"
  printf 'exit\nNexit\n'
} | if [ "$1" = CRLF ]; then sed 's/$/\r/'; else cat; fi | nc -w 15 127.0.0.1 "$ROUTER_TELNET" >"$raw" || true
output=$(iconv -c -f "${ROUTER_ENCODING}" -t UTF-8 "$raw" | tr -d '\r')
check() { # check WHAT LINE: that the output has a line with this text
  if printf '%s' "$output" | grep -qF -- "$2"; then echo "@step $1"; else
    printf 'in vain: %s: %s\n%s\n' "$1" "$2" "$output"
    exit 1
  fi
}
check 'the banner' "$ROUTER_MODEL $ROUTER_REVISION"
check 'the setting is shown' "ip $ROUTER_LAN address 10.0.0.1/8"
check 'it is saved' "$WORDS_SAVING"
check 'the question' "$WORDS_QUESTION"
check 'a user leaves' "${ROUTER_PROMPT}> exit"
