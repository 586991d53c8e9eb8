#!/usr/bin/env python3
"""A second reader of Voordeur, written from docs/protocol.md alone.

    reader.py bundle FILE [--head SIZE:ROOT] [--instance HEX]    checks a proof bundle
    reader.py households KEYSTORE --passphrase-file FILE         lists what the device may open
    reader.py open KEYSTORE ID --passphrase-file FILE            opens one household and prints it
"""
import argparse
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import bundle  # noqa: E402
import keystore  # noqa: E402
from wire import Refused  # noqa: E402


def check_bundle(options):
    kept = None
    if options.head:
        size, root = options.head.split(":")
        kept = {"size": int(size), "root": bytes.fromhex(root)}
    pinned = bytes.fromhex(options.instance) if options.instance else None
    log = bundle.verify(options.file.read_bytes(), kept, pinned)
    for sequence, reason in log.problems:
        print(f"✗ {sequence}: {reason}")
    if log.head:
        print(f"{len(log.lines)} lines, {len(log.checkpoints)} heads; "
              f"{log.head['size']}:{log.head['root'].hex()}")
    return 1 if log.problems else 0


def shown(value):
    """Bytes as hexadecimal, for people and JSON."""
    if isinstance(value, dict):
        return {(name.hex() if isinstance(name, bytes) else name): shown(each)
                for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(each) for each in value]
    return value.hex() if isinstance(value, bytes) else value


def with_device(options):
    import client
    passphrase = options.passphrase_file.read_text(encoding="utf-8").rstrip("\n")
    keys = keystore.open_keystore(options.keystore.read_bytes(), passphrase)
    with tempfile.TemporaryDirectory() as folder:
        device = client.Client(keys, *client.messages(HERE.parents[1] / "proto",
                                                      pathlib.Path(folder)))
        device.sync()
        device.newest_head()
        if options.what == "households":
            found = [each["household"] for each in device.list_households()]
        else:
            found = device.open_household(bytes.fromhex(options.id)).records
        device.close()
    print(json.dumps(shown(found), indent=1, ensure_ascii=False))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    words = parser.add_subparsers(dest="what", required=True)
    one = words.add_parser("bundle")
    one.add_argument("file", type=pathlib.Path)
    one.add_argument("--head")
    one.add_argument("--instance")
    for name in ("households", "open"):
        one = words.add_parser(name)
        one.add_argument("keystore", type=pathlib.Path)
        if name == "open":
            one.add_argument("id")
        one.add_argument("--passphrase-file", type=pathlib.Path, required=True)
    options = parser.parse_args()
    try:
        return check_bundle(options) if options.what == "bundle" else with_device(options)
    except Refused as refused:
        print(f"✗ {refused}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
