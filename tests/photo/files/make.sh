#!/usr/bin/env bash
# Makes the files beside this one from a painted portrait, each by another program:
# libjpeg-turbo's cjpeg, ImageMagick, libheif's heif-enc and exiftool. They are kept
# in the repository because no machine has all four. Run with the portrait (PNG,
# 525×675 pixels) as the argument.
set -euo pipefail
portrait=$(realpath "$1")
cd "$(dirname "$0")"
convert "$portrait" ppm:portrait.ppm
convert "$portrait" -rotate 90 ppm:turned.ppm

cjpeg -quality 88 -progressive -outfile libjpeg-turbo-progressive.jpg portrait.ppm
cjpeg -quality 88 -sample 1x1 -restart 1 -outfile libjpeg-turbo-restarts.jpg portrait.ppm
cjpeg -quality 88 -grayscale -outfile libjpeg-turbo-grey.jpg portrait.ppm
cjpeg -quality 88 -arithmetic -outfile libjpeg-turbo-arithmetic.jpg portrait.ppm

convert portrait.ppm -colorspace CMYK -quality 88 imagemagick-cmyk.jpg
convert portrait.ppm -quality 80 imagemagick.webp
convert portrait.ppm -resize 30% -alpha set -depth 16 -define png:bit-depth=16 imagemagick-deep-alpha.png

heif-enc -q 60 -o libheif.heic "$portrait"
convert turned.ppm deep.png
convert "$portrait" -depth 16 -define png:bit-depth=16 deep.png
heif-enc -q 60 -b 10 -o libheif-10-bit.heic deep.png
heif-enc -q 60 -p chroma=444 -o libheif-full-colour.heic "$portrait"

cjpeg -quality 88 -outfile exiftool-phone.jpg turned.ppm
exiftool -q -overwrite_original -n -Orientation=8 -DateTimeOriginal="2026:10:03 09:20:00" \
  -GPSLatitude=35.68 -GPSLatitudeRef=N -GPSLongitude=139.76 -GPSLongitudeRef=E \
  -Software="Adobe Photoshop 27.0" exiftool-phone.jpg
cp libheif.heic exiftool.heic
exiftool -q -overwrite_original -n -DateTimeOriginal="2026:10:03 09:20:00" \
  -GPSLatitude=35.68 -GPSLatitudeRef=N -GPSLongitude=139.76 -GPSLongitudeRef=E exiftool.heic
rm portrait.ppm turned.ppm deep.png
