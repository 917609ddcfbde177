"""`python -m musnad.cli` is `musnad`."""

import sys

from musnad.cli import main

sys.exit(main())
