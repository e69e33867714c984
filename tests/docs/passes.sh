#!/usr/bin/env bash
# passes.sh [--update] - docs/transpiler.md shows what asyncc really does to its example: the block ```c example. The
# blocks ```text build (a dump), ```diff PASS (what PASS changes in the dump before it; in the text for expand) and
# ```c output are made anew and compared. --update writes them into the document instead.
# Environment: ASYNCC.
set -euo pipefail
document=$(realpath "$(dirname "$(realpath "$0")")/../../docs/transpiler.md")
asyncc=$(realpath -e "$(command -v "${ASYNCC:-asyncc}")")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work"

awk '/^```c example$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$document" >example.c
[ -s example.c ] || { echo "passes.sh: no example in $document" >&2 && exit 2; }

# What changes from file $1 to file $2, with a line around it.
change()
{
    diff -U1 "$1" "$2" | sed -e 1,2d -e 's/^@@.*/ .../' || [ "${PIPESTATUS[0]}" -eq 1 ]
}

passes=(build hoist scope flow live layout)
for pass in expand "${passes[@]}"; do
    "$asyncc" example.c --dump-after="$pass" >"$pass.dump"
done
cp build.dump text-build
change example.c expand.dump >diff-expand
for ((i = 1; i < ${#passes[@]}; i++)); do
    change "${passes[i - 1]}.dump" "${passes[i]}.dump" >"diff-${passes[i]}"
done
"$asyncc" example.c -o example.async.c
cp example.async.c c-output

awk '
    skipping && /^```$/ { skipping = 0 }
    skipping            { next }
                        { print }
    /^```(text|diff|c) [a-z]+$/ && $2 != "example" {
        file = substr($1, 4) "-" $2
        while ((getline line < file) > 0) print line
        close(file)
        skipping = 1
    }
' "$document" >made.md
if [ "${1:-}" = --update ]; then
    cp made.md "$document"
else
    diff -u "$document" made.md
fi
