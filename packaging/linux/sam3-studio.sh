#!/bin/sh
# Starts sam3_studio with the Python that lies beside this file.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/bin/python3" -X utf8 -m sam3_studio "$@"
