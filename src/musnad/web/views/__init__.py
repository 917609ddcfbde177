"""The pages, a file a subject: a visit in, an answer out."""
