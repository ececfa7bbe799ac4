#!/bin/sh
# Installs sam3_studio for one user, without root; behind this text lie an archive with a Python, and one with the
# program, which that Python unpacks.
# In the installed folder, as `uninstall`, this same text removes it.
set -eu
umask 022

version=@VERSION@ sha256=@SHA256@ kilobytes=@KILOBYTES@ start_size=@START_SIZE@ glibc_minor=@GLIBC_MINOR@ lines=@LINES@
data=${XDG_DATA_HOME:-$HOME/.local/share}
link=$HOME/.local/bin/sam3-studio
target=$HOME/.local/lib/sam3-studio
marker=NOTICES.txt
job=install
purge=ask

usage() {
    cat <<TEXT
Installs sam3_studio $version for you alone.

    sh $(basename -- "$0") [--target FOLDER]             into FOLDER, otherwise $target
    sh $(basename -- "$0") --uninstall [--target FOLDER] [--purge | --keep]

Installing over an older version keeps settings and projects. Uninstalling removes the program's folder and asks about
settings and caches; --purge removes them without a question, --keep keeps them. Projects always stay.
TEXT
}

fail() { echo "$1" >&2; exit 2; }

# The process that runs out of the target, if there is one.
running() {
    for exe in /proc/[0-9]*/exe; do
        case $(readlink "$exe" 2>/dev/null || true) in
            "$target"/bin/*) process=${exe#/proc/}; echo "${process%/exe}"; return ;;
        esac
    done
}

see_that_it_rests() {
    process=$(running)
    [ -z "$process" ] || fail "sam3_studio is running (process $process); close it and run this again."
}

see_to_system() {
    [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "This package is for Linux on x86-64, and this is another system."
    minor=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc 2\.\([0-9]*\).*/\1/p')
    [ "${minor:-0}" -ge "$glibc_minor" ] ||
        fail "sam3_studio needs glibc 2.$glibc_minor or newer, as in Ubuntu 22.04 or Debian 12; this system is older."
}

see_to_target() {
    case $target in
        *"
"*) fail "A folder whose name has two lines cannot stand in a desktop entry; choose another one." ;;
    esac
    # What an interrupted run left: a whole old program goes back to its place, half a new one goes away.
    if [ ! -e "$target" ] && [ -f "$target.old/$marker" ]; then mv -- "$target.old" "$target"; fi
    rm -rf -- "$target.new" "$target.start"
    if [ -e "$target" ] && [ ! -f "$target/$marker" ]; then
        rmdir -- "$target" 2>/dev/null || fail "$target holds something else; choose another folder with --target."
    fi
    [ -w "$parent" ] || fail "$parent cannot be written; choose another folder with --target."
    free=$(df -Pk -- "$parent" | awk 'NR == 2 { print $4 }')
    [ "$free" -gt $((kilobytes + 102400)) ] ||
        fail "$target needs $((kilobytes / 1024 + 100)) MB, and only $((free / 1024)) MB are free there."
}

archive() { tail -n +$((lines + 1)) -- "$self"; }

unpack() {
    echo "Checking the package…"
    [ "$(archive | sha256sum | cut -d ' ' -f 1)" = "$sha256" ] ||
        fail "The package is damaged, perhaps not wholly downloaded; fetch it again. Nothing was changed."
    echo "Unpacking into $target, which may take a minute…"
    trap 'rm -rf -- "$target.new" "$target.start"' EXIT
    trap 'exit 130' INT TERM HUP
    mkdir -- "$target.new" "$target.start"
    archive | head -c "$start_size" | tar -xzf - -C "$target.start" 2> /dev/null ||
        fail "$parent cannot be written, or its disk is full; nothing was changed."
    python=$target.start/bin/python3
    "$python" -c '' 2> /dev/null || tell_why_it_does_not_start "$python"
    offset=$(($(head -n "$lines" -- "$self" | wc -c) + start_size))
    "$python" -X utf8 "$target.start/unpack.py" "$self" "$offset" "$target.new" || exit 2
    rm -rf -- "$target.start"
    head -n "$lines" -- "$self" > "$target.new/uninstall"
    chmod 755 "$target.new/uninstall"
    "$target.new/sam3-studio" --version > /dev/null || fail "The program does not start here; nothing was changed."
}

tell_why_it_does_not_start() {
    lacking=$(lacking_libraries "$1")
    [ -z "$lacking" ] || fail "This system lacks ${lacking}which the program needs; nothing was changed."
    fail "No program can be started in $parent; choose another folder with --target. Nothing was changed."
}

# The libraries that a file links to and the system does not have, each with a space behind it.
lacking_libraries() {
    command -v ldd > /dev/null || return 0
    ldd "$1" 2> /dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u | tr '\n' ' '
}

swap() {
    rm -rf -- "$target.old"
    if [ -e "$target" ]; then mv -- "$target" "$target.old"; fi
    mv -- "$target.new" "$target"
    trap - EXIT INT TERM HUP
    rm -rf -- "$target.old"
}

# The launcher's path as the desktop entry specification wants it inside quotes, made fit to stand in sed's s|||.
quoted_launcher() {
    printf %s "$target/sam3-studio" |
        sed -e 's/["`$\\]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g'
}

# The same for a key that is a plain string.
plain_launcher() { printf %s "$target/sam3-studio" | sed -e 's/\\/\\\\/g' -e 's/[\\&|]/\\&/g'; }

add_to_desktop() {
    entry=$data/applications/sam3-studio.desktop
    (cd "$target/share" && find . -type f) | while IFS= read -r file; do
        mkdir -p -- "$(dirname -- "$data/$file")"
        cp -- "$target/share/$file" "$data/$file"
    done
    sed -e "s|^Exec=.*|Exec=\"$(quoted_launcher)\" %f|" -e "s|^TryExec=.*|TryExec=$(plain_launcher)|" \
        "$target/share/applications/sam3-studio.desktop" > "$entry.new"
    mv -- "$entry.new" "$entry"
    mkdir -p -- "$(dirname -- "$link")"
    if [ -L "$link" ] || [ ! -e "$link" ]; then
        ln -sfn -- "$target/sam3-studio" "$link"
    else
        echo "$link is something else and stays; start the program with $target/sam3-studio."
    fi
    refresh_desktop
}

refresh_desktop() {
    if command -v update-mime-database > /dev/null && [ -d "$data/mime/packages" ]; then
        update-mime-database "$data/mime" > /dev/null 2>&1 || true
    fi
    if command -v update-desktop-database > /dev/null && [ -d "$data/applications" ]; then
        update-desktop-database "$data/applications" > /dev/null 2>&1 || true
    fi
}

tell_missing_libraries() {
    missing=$(lacking_libraries "$target"/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so)
    [ -z "$missing" ] || echo "To open windows, this system lacks: $missing
On Debian and Ubuntu: sudo apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \\
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libegl1 libgl1 libdbus-1-3 libfontconfig1"
}

install_program() {
    see_to_system
    see_to_target
    see_that_it_rests
    unpack
    swap
    add_to_desktop
    echo "sam3_studio $version is installed in $target."
    echo "Start it from the menu, or with $link; remove it with \"$target/uninstall\"."
    tell_missing_libraries
}

remove_from_desktop() {
    (cd "$target/share" && find . -type f) | while IFS= read -r file; do rm -f -- "$data/$file"; done
    [ "$(readlink -- "$link" 2>/dev/null || true)" != "$target/sam3-studio" ] || rm -f -- "$link"
    refresh_desktop
    remove_idle_caches
    # Folders that are empty now; the first one that is not ends it.
    (cd "$target/share" && find . -type f) | while IFS= read -r file; do
        (cd "$data" 2> /dev/null && rmdir -p -- "$(dirname -- "$file")" 2> /dev/null) || true
    done
}

# What the desktop's programs have made for our file type and entry alone, once there are no others.
remove_idle_caches() {
    if [ -d "$data/mime/packages" ] && [ -z "$(ls -A -- "$data/mime/packages")" ]; then
        for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version; do
            rm -f -- "$data/mime/$name"
        done
        rm -f -- "$data/mime/XMLnamespaces"
        rmdir -- "$data/mime"/* 2> /dev/null || true
        rmdir -- "$data/mime" 2> /dev/null || true
    fi
    if [ "$(ls -A -- "$data/applications" 2> /dev/null)" = mimeinfo.cache ]; then
        rm -f -- "$data/applications/mimeinfo.cache"
    fi
}

uninstall_program() {
    [ -f "$target/$marker" ] || fail "There is no sam3_studio in $target; name its folder with --target."
    see_that_it_rests
    case $(sed -n 's/^TryExec=//p' "$data/applications/sam3-studio.desktop" 2>/dev/null) in
        "$(printf %s "$target/sam3-studio" | sed 's/\\/\\\\/g')") remove_from_desktop ;;
    esac
    rm -rf -- "$target"
    # Folders that were made for it, if nothing else has come to lie in them.
    rmdir -- "$(dirname -- "$target")" "$(dirname -- "$link")" 2>/dev/null || true
    echo "sam3_studio is removed. Projects stay where they are."
    see_to_settings
}

see_to_settings() {
    settings=${XDG_CONFIG_HOME:-$HOME/.config}/sam3_studio
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/sam3-studio
    gpu=$data/sam3-studio/gpu
    echo "Settings are in $settings, what can be made again in $cache."
    [ ! -d "$gpu" ] || echo "PyTorch for the graphics card is in $gpu; it can be fetched again."
    weights=${HF_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/huggingface}/hub/models--facebook--sam3
    [ ! -d "$weights" ] || echo "The weights of SAM 3 stay in $weights, where other programs find them, too."
    [ ! -d "$data/sam3-studio" ] || echo "Samples and projects of read-only folders stay in $data/sam3-studio."
    if [ "$purge" = ask ] && [ -t 0 ]; then
        printf 'Remove settings and what can be made or fetched again, too? [y/N] '
        read -r answer
        case $answer in [yYjJ]*) purge=yes ;; esac
    fi
    if [ "$purge" = yes ]; then
        rm -rf -- "$settings" "$cache" "$gpu"
        rmdir -- "$data/sam3-studio" 2> /dev/null || true
        echo "They are removed."
    fi
}

case $0 in */*) self=$0 ;; *) self=./$0 ;; esac
if [ "$(basename -- "$self")" = uninstall ]; then
    job=uninstall
    target=$(dirname -- "$(readlink -f -- "$self")")
fi
while [ $# -gt 0 ]; do
    case $1 in
        --target) [ $# -gt 1 ] || fail "--target needs a folder."; target=$2; shift ;;
        --uninstall) job=uninstall ;;
        --purge) purge=yes ;;
        --keep) purge=no ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
parent=$(dirname -- "$target")
mkdir -p -- "$parent" 2> /dev/null || fail "$parent cannot be made; choose another folder with --target."
parent=$(readlink -f -- "$parent")
target=$parent/$(basename -- "$target")
"${job}_program"
exit
