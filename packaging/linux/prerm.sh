#!/bin/sh
# Before the program's folder is replaced or removed: says when somebody is working with it.
set -e

for exe in /proc/[0-9]*/exe; do
    case $(readlink "$exe" 2>/dev/null || true) in
        /usr/lib/sam3-studio/*)
            process=${exe#/proc/}
            echo "sam3_studio is running (process ${process%/exe}). Nothing of its projects is lost;" \
                "close it and start it again, since it may miss parts of itself until then." >&2
            ;;
    esac
done
