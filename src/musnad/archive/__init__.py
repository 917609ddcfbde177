"""The archive: pages as they came, documents, statements; kept, searched, corrected, exported."""
