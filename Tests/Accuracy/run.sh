#!/bin/sh
# Measures the errors of the kernels' exp, log, tanh and gelu over every float, or over every N-th: run.sh [N].
# All of them take some minutes. docs/numerics.md has the figures.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../../Sources/CKernels
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v clang >/dev/null || {
    echo "error: clang is missing; it comes with the Swift toolchain" >&2
    exit 1
}
for source in "$kernels"/*.c "$here/accuracy.c"; do
    clang -O3 -Wall -Wextra -Werror -I "$kernels/include" -c "$source" -o "$work/$(basename "$source" .c).o"
done
clang "$work"/*.o -lm -o "$work/accuracy"
"$work/accuracy" "${1:-1}"
