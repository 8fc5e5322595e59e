"""Outside files made readable: unpacked, in UTF-8, parted into rows and cells."""
