"""From what the web sends to documents: pages, feeds, sitemaps, WARC; encodings, dates, outlets; fetching."""
