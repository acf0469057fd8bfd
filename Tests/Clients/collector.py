# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""A collector of traces and metrics (OTLP over HTTP, JSON) on loopback that keeps every byte it gets."""

from __future__ import annotations

import http.server
import json
import threading
import time


class Collector:
    def __init__(self, status: int = 200):
        self.raw = bytearray()
        self.exports: list[tuple[str, dict]] = []
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                collector.raw += self.requestline.encode() + self.headers.as_bytes() + body
                collector.exports.append((self.path, json.loads(body)))
                self.send_response(status)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def spans(self) -> list[dict]:
        return [span for path, export in list(self.exports) if path == "/v1/traces"
                for resource in export["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]

    def metrics(self) -> dict[str, dict]:
        """The newest of each name."""
        return {metric["name"]: metric for path, export in list(self.exports) if path == "/v1/metrics"
                for resource in export["resourceMetrics"] for scope in resource["scopeMetrics"]
                for metric in scope["metrics"]}

    def wait(self, condition, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "the collector waits in vain"
            time.sleep(0.02)


def attributes(span: dict) -> dict:
    return {pair["key"]: next(iter(pair["value"].values())) for pair in span["attributes"]}
