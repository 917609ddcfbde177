"""The archive as a web application: pages for people, `/api` for programs; `musnad serve` starts it.

It stands before the archive and behind nothing but the command line. What it needs comes with `musnad[web]`.
"""
