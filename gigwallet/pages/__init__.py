"""The kit that reads PDFs and images: thumbnails, rasters, metadata stripping."""
