"""The health check of an image: `python3 -m esb_service.probe URL` ends with 0 when JSON is there."""

import sys

from esb_service.client import ServiceError, get_json

try:
    get_json(sys.argv[1], timeout=3)
except ServiceError as failure:
    sys.exit(str(failure))
