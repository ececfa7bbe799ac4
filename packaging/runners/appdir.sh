#!/bin/sh
# Lays out a Debian package as appimagetool wants a program: sh appdir.sh PACKAGE FOLDER
set -eu

package=$1 folder=$2
dpkg-deb --extract "$package" "$folder"
ln -s usr/lib/sam3-studio/sam3-studio "$folder/AppRun"
cp "$folder/usr/share/applications/sam3-studio.desktop" "$folder/usr/share/icons/hicolor/scalable/apps/sam3-studio.svg" \
    "$folder"
