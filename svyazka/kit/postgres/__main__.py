"""`python -m svyazka.kit.postgres HOME` starts the server of a home and says its address."""

import sys
from pathlib import Path

from svyazka.kit.postgres.server import ensure

print(ensure(Path(sys.argv[1])))
