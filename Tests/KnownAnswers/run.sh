#!/bin/sh
# Runs the kernels' known-answer test on this machine and, cross-compiled, on an emulated 64-bit ARM. Every line printed
# must be in expected.txt. `run.sh native` leaves the emulation out.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../../Sources/CKernels
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() {
    command -v "$1" >/dev/null || {
        echo "error: $1 is missing" >&2
        echo "hint: apt-get install $2" >&2
        exit 1
    }
}

# build NAME LINKER CLANG-FLAGS...
build() {
    name=$1 linker=$2
    shift 2
    mkdir "$work/$name"
    for source in "$kernels"/*.c "$here"/*.c; do
        clang "$@" -O3 -Wall -Wextra -Werror -Wno-psabi -I "$kernels" -I "$kernels/include" \
            -c "$source" -o "$work/$name/$(basename "$source" .c).o"
    done
    "$linker" -static "$work/$name"/*.o -lm -o "$work/$name/known-answers"
}

# check NAME COMMAND...: every set must give the expected digest of every part
check() {
    name=$1
    shift
    "$@" >"$work/$name.txt"
    sets=$(cut -d' ' -f1 "$work/$name.txt" | sort -u | tr '\n' ' ')
    cut -d' ' -f2- "$work/$name.txt" | sort -u >"$work/$name.answers"
    if ! diff "$here/expected.txt" "$work/$name.answers"; then
        echo "error: known answers differ on $name" >&2
        cat "$work/$name.txt" >&2
        exit 1
    fi
    echo "known answers hold on $name: $sets"
}

need clang "a Swift toolchain, which brings clang,"
build native clang
check native "$work/native/known-answers"
[ "${1:-}" = native ] && exit 0

need aarch64-linux-gnu-gcc "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
need qemu-aarch64 qemu-user
build arm64 aarch64-linux-gnu-gcc --target=aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include
check arm64 qemu-aarch64 "$work/arm64/known-answers"
