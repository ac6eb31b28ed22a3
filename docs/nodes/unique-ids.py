#!/usr/bin/env python3
"""Unique ids, as a node in Python: the node's name, a number that this life drew, and a count."""
import json
import secrets
import sys

node_id = None
life = secrets.token_hex(8)
count = 0

for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        node_id = body["node_id"]
        answer = {"type": "init_ok"}
    elif body["type"] == "generate":
        count += 1
        answer = {"type": "generate_ok", "id": f"{node_id}-{life}-{count}"}
    else:
        answer = {"type": "error", "code": 10, "text": "no handler for " + body["type"]}
    answer["in_reply_to"] = body["msg_id"]
    print(json.dumps({"src": node_id, "dest": message["src"], "body": answer}), flush=True)
