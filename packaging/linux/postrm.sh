#!/bin/sh
# After the program is gone: says where people's own things are, which no package may touch.
set -e

if [ "$1" = remove ]; then
    echo "Projects stay where they are. Each user's settings are in ~/.config/sam3_studio, what can be made again" \
        "in ~/.cache/sam3-studio, samples and projects of read-only folders in ~/.local/share/sam3-studio."
fi
