#!/bin/sh
# Makes every screen in docs/screens from a demo that runs: hub, partners and people are real, nothing is drawn by hand.
# Usage: docs/make-screens.sh [DIRECTORY OF THE PROGRAMS]   (needs script(1), about three minutes)
#        docs/make-screens.sh --fill                        only puts the screens there are into the pages
set -eu
cd "$(dirname "$0")/.."

# A page names a screen in a comment; the block that follows it is replaced by the file.
fill() {
    for page in docs/*.md; do
        awk '
            /^<!-- screens\/[a-z0-9-]+\.txt -->$/ {
                print; print "```"
                file = "docs/" $2
                while ((getline line < file) > 0) print line
                close(file); print "```"; fences = 2; next
            }
            fences > 0 { if ($0 ~ /^```/) fences--; next }
            { print }' "$page" >"$page.new"
        mv "$page.new" "$page"
    done
}
if [ "${1:-}" = --fill ]; then
    fill
    exit
fi
bin=${1:-$(swift build --show-bin-path)}
out=docs/screens
work=$(mktemp -d)
unset XDG_RUNTIME_DIR
export TMPDIR="$work" XDG_CONFIG_HOME="$work/config" TZ=UTC

# The console wants a terminal; nobody types into this one.
mkfifo "$work/keys"
exec 3<>"$work/keys"
script -qfc "stty cols 120 rows 40; exec $bin/roamdesk demo --as viewer" /dev/null <&3 >/dev/null 2>&1 &
demo=$!
trap 'printf "q\r" >&3; sleep 1; kill "$demo" 2>/dev/null || true; wait "$demo" 2>/dev/null || true; rm -rf "$work"' EXIT

as() { # ROLE COMMAND…
    role=$1
    shift
    "$bin/roamdesk" "$@" --demo "$role"
}
column() { # COLUMN, of CSV without quoted commas before it
    awk -F, -v n="$1" 'NR > 1 { print $n }'
}
shot() { # NAME ROLE SIZE FORMAT ARGUMENT…
    name=$1 role=$2 size=$3 format=$4
    shift 4
    as "$role" shot "$@" --size "$size" --format "$format" >"$out/$name.$format"
    echo "$name.$format"
}
wait_for() { # COUNT LIST QUERY
    for _ in $(seq 90); do
        [ "$(as auditor "$2" "$3" --format csv 2>/dev/null | wc -l)" -gt "$1" ] && return
        sleep 2
    done
    echo "make-screens: no $1 $2 with $3" >&2
    exit 1
}

wait_for 12 cdrs 'state:accepted'
wait_for 1 cdrs 'state:held'
wait_for 1 alerts 'code:stuck'
cdrs=$(as auditor cdrs 'state:accepted currency:EUR' --format csv)
cdr=$(echo "$cdrs" | column 1 | sed -n 1p)
dp=$(echo "$cdrs" | column 3 | sed -n 1p)
other=$(echo "$cdrs" | column 1 | sed -n 2p)
other_dp=$(echo "$cdrs" | column 3 | sed -n 2p)
as support disputes raise --cdr "$cdr" --claimant "$dp" --reason SESSION_NEVER_STOPPED \
    --text "The driver drove away at ten past; the cable was locked until somebody came." >/dev/null
as support disputes raise --cdr "$other" --claimant "$other_dp" --reason PRICE_DIFFERS \
    --text "The app showed another price when the session began." >/dev/null
mkdir -p "$out"

shot sessions noc 132x34 svg sessions
shot sessions-80x24 noc 80x24 txt sessions
shot sessions-filter noc 80x24 txt sessions --query 'flag:stuck'
shot session noc 110x30 txt sessions --query 'flag:stuck' --keys 'enter'
shot session-ladder noc 120x30 txt sessions --query 'flag:stuck' --keys 'enter tab'
shot session-stop noc 80x24 txt sessions --query 'flag:stuck' --keys 'x s'
shot partners noc 110x24 txt partners
shot partner noc 110x34 txt partners --keys 'enter'
shot partner-suspend noc 80x24 txt partners --keys 'x s'
shot alerts noc 100x24 txt alerts
shot tariffs noc 110x24 txt tariffs
<<<<<<< HEAD
shot tariff noc 110x30 txt tariffs --query 'varies:yes used:yes' --keys 'down enter'
=======
shot tariff noc 110x30 txt tariffs --keys 'down down enter'
shot tariff-day noc 132x34 svg tariffs --query 'id:NL*FAS/DC-NIGHT' --keys 'enter tab'
shot tariff-week noc 110x24 txt tariffs --query 'id:NL*FAS/AC-NIGHT' --keys 'enter tab tab'
shot tariff-session noc 110x30 txt tariffs --query 'id:NL*FAS/AC-LIMIT' --keys 'enter tab tab tab S S S S S'
shot tariffs-compared noc 110x34 txt tariffs --query 'cpo:NL*FAS' --keys 'space down down space down space c ='
>>>>>>> charts
shot tariff-versions noc 110x34 txt tariffs --keys 's v enter :page space versions enter'
shot tariff-rules noc 110x30 txt tariffs --query 'lint:any' --keys 'enter :page space rules enter'
shot money support 120x24 txt cdrs --query 'state:accepted' --keys 'm'
shot commands noc 110x24 txt commands
shot holds finance_maker 120x24 txt holds
shot held-cdr finance_maker 110x36 txt holds --keys 'enter'
shot cdr-price finance_maker 110x44 txt holds --keys 'enter tab'
shot cdrs support 120x24 txt cdrs
shot dispute-raise support 100x30 txt cdrs --query 'state:accepted' --keys 'x d'
shot disputes support_lead 120x24 txt disputes
shot dispute support_lead 110x34 txt disputes --keys 'enter'
shot dispute-price support_lead 110x44 txt disputes --keys 'enter tab'
shot dispute-decide support_lead 100x30 txt disputes --keys 'x d right'
shot windows finance_maker 110x24 txt windows
shot window-close finance_maker 100x24 txt windows --keys 'x c'

for window in $(as auditor windows 'state:open' --format csv | column 1); do
    as finance_maker windows close "$window" >/dev/null
done
wait_for 3 payouts 'state:ready'
payouts=$(as auditor payouts 'state:ready' --format csv | column 1)
as finance_maker payouts release $(echo "$payouts" | head -3) >/dev/null
as finance_maker payouts hold --reason "bank details changed yesterday, waiting for a call back" \
    "$(echo "$payouts" | tail -1)" >/dev/null
shot payouts finance_approver 132x24 svg payouts
shot payouts finance_approver 110x24 txt payouts
shot payout finance_approver 110x34 txt payouts --query 'state:released' --keys 'enter'
shot payout-lines finance_approver 110x24 txt payouts --query 'state:released' --keys 'enter tab'
shot payout-journal finance_approver 110x24 txt payouts --query 'state:released' --keys 'enter tab tab'
shot payout-approve finance_approver 100x24 txt payouts --query 'state:released' --keys 'x a'
shot forbidden finance_maker 100x24 txt payouts --query 'state:released' --keys 'x'
shot help noc 100x34 txt sessions --keys '?'
fill
