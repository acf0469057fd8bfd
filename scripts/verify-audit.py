#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Verifies an audit log with nothing but Python's standard library, and none of Zavesa's own code.

usage: verify-audit.py DIRECTORY

Exit status 0: every record is as it was written. 1: the first bad record is named. 2: the log cannot be read.
Records are JSON in the canonical form of RFC 8785. They hold only printable ASCII and whole numbers, so that Python's
own writer with sorted keys gives that form. Leaves and root are hashed as in RFC 6962.
"""
import hashlib
import json
import os
import re
import sys

CLOSING = {"LLM002I", "LLM007W", "LLM008W"}


class Bad(Exception):
    """What is wrong with a record."""


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def once(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise Bad("has a key twice")
    return dict(pairs)


def check(line, state, segment):
    """Checks one line against what came before; returns the record."""
    try:
        record = json.loads(line, object_pairs_hook=once)
        proof = record["integrity"]
        content = {key: value for key, value in record.items() if key != "integrity"}
        leaf = hashlib.sha256(b"\x00" + canonical(content)).hexdigest()
        if canonical(record) != line:
            raise Bad("is not in canonical form")
        if proof != {"alg": "sha256-rfc6962", "prev": proof["prev"], "leaf": leaf}:
            raise Bad("does not give the leaf hash it states")
        if state["chain"] not in (None, record["chain"]):
            raise Bad("belongs to another log")
        if record["seq"] != state["seq"]:
            raise Bad(f"has number {record['seq']} where {state['seq']} follows")
        if proof["prev"] != state["leaf"]:
            raise Bad("does not name the record before it")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record["ts"]) or record["ts"] < state["ts"]:
            raise Bad("is older than the record before it")
        if segment and (record["code"] != "AUD001I" or record["log"]["segment"] != segment):
            raise Bad("does not begin its segment")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Bad("is not a record") from error
    state.update(chain=record["chain"], seq=record["seq"] + 1, leaf=leaf, ts=record["ts"])
    return record


def grow(tree, leaf):
    """Adds a leaf to a list of (size, hash) of full subtrees."""
    size, root = 1, leaf
    while tree and tree[-1][0] == size:
        root = hashlib.sha256(b"\x01" + tree.pop()[1] + root).digest()
        size *= 2
    tree.append((size, root))


def tree_root(tree):
    root = tree[-1][1] if tree else hashlib.sha256().digest()
    for _, left in reversed(tree[:-1]):
        root = hashlib.sha256(b"\x01" + left + root).digest()
    return root.hex()


def follow(record, requests, found):
    """The two-phase rule: decided, then closed exactly once; what a restart left open is an orphan."""
    code, request = record["code"], record.get("corr")
    if code == "AUD001I" and record["action"] == "opened":
        found["orphans"] += sum(1 for limit in requests.values() if limit is not None)
        requests.update({request: None for request in requests})
    elif code == "LLM001I":
        found["violations"] += request in requests
        requests[request] = record.get("grant", {}).get("limit", 0)
    elif code == "LLM009I":
        if requests.get(request) is None:
            found["violations"] += 1
        elif "grant" in record:
            requests[request] = record["grant"]["limit"]
    elif code in CLOSING:
        limit = requests.get(request)
        found["violations"] += limit is None or record.get("restore", {}).get("restored", 0) > limit
        requests[request] = None


def main(directory):
    names = sorted(name for name in os.listdir(directory) if re.fullmatch(r"\d{8}\.jsonl", name))
    state = {"chain": None, "seq": 0, "leaf": "0" * 64, "ts": ""}
    tree, requests, found = [], {}, {"orphans": 0, "violations": 0}
    for number, name in enumerate(names, 1):
        count, where = 0, name
        try:
            if int(name[:8]) != number:
                raise Bad(f"is there, but segment {number} is missing")
            with open(os.path.join(directory, name), "rb") as file:
                for count, line in enumerate(file, 1):
                    where = f"{name}:{count}"
                    if not line.endswith(b"\n"):
                        raise Bad("does not end")
                    record = check(line[:-1], state, number if count == 1 else None)
                    grow(tree, bytes.fromhex(state["leaf"]))
                    follow(record, requests, found)
            if count == 0 and number < len(names):
                raise Bad("is empty although a later segment exists")
        except Bad as bad:
            print(f"NOT INTACT: {where} (record {state['seq']}) {bad}")
            return 1
    if not names:
        print("no log found")
        return 2
    open_at_end = sum(1 for limit in requests.values() if limit is not None)
    print(f"intact\nlog          {state['chain']}\ntree size    {state['seq']}\nroot         {tree_root(tree)}")
    print(f"orphans      {found['orphans']}\nopen at end  {open_at_end}\nviolations   {found['violations']}")
    print("witness      self-attested: no external witness holds a checkpoint")
    return 1 if found["violations"] else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(sys.argv[1]))
    except OSError as failure:
        print(f"the log cannot be read: {failure.strerror}")
        sys.exit(2)
