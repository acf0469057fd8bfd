# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What the gateway costs, beside nginx proxy_pass, other gateways and the bare upstream, in one run.

Every figure is a median over runs that take turns, with the spread behind it; the machine's load stands in the row.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Clients"))

import events  # noqa: E402
import rivals  # noqa: E402
import streams  # noqa: E402
from load import Load, cpu_seconds, detection_seconds, nginx, resident_megabytes, wait_for  # noqa: E402
from ports import free_ports  # noqa: E402

SECONDS = int(os.environ.get("BENCH_SECONDS", "3"))
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "100000"))
ONLY = os.environ.get("BENCH_ONLY", "detection json decisions start requests histories events streams").split()
CONNECTIONS = (1, 16, 64)
# Bytes of a prompt, and at how many connections it is asked.
PROMPTS = {"": (2_000, CONNECTIONS), "20kb_": (20_000, (16,))}

ENTITIES = ("Иванова Мария Петровна, паспорт 4509 123456, СНИЛС 112-233-445 95, телефон +7 912 345-67-89, "
            "почта maria.ivanova@example.ru. ")
FILLER = ("Просим рассмотреть обращение и подготовить ответ в установленный срок, указав основания решения, перечень "
          "документов и порядок их представления. ")
ENGLISH = "John Smith asked for a copy of the contract by e-mail john.smith@example.com; the meeting is on Tuesday. "
ARABIC = "نرجو منكم دراسة الطلب وإعداد الرد في الوقت المحدد، رقم الهوية 1012345672 والبريد mohammed@example.sa. "

# What is looked for and replaced: nothing; everything, and passed; all but names and addresses; everything. The load asks the
# same each time: a gateway that remembers what it found would search nothing, so that none of these does.
UNSEARCHED = "home: [RU]\ndetection: { depth: none }\n"
STRUCTURED = "home: [RU]\ndetection: { depth: structured, remembered: none }\n"
SEARCHED = "home: [RU]\ndetection: { remembered: none }\n"
PASS_ALL = SEARCHED + "policy:\n  actions:\n    classes: { C2: pass, C3: pass, C4: pass }\n"
GATEWAYS = {"none": UNSEARCHED, "off": PASS_ALL, "structured": STRUCTURED, "on": SEARCHED}
# A conversation that comes whole with each request: so many messages that were said before, and one that is new.
HISTORY_MESSAGES = 40


def sized(text: str, size: int) -> str:
    encoded = text.encode()
    return (encoded * (size // len(encoded) + 1))[:size].decode(errors="ignore")


class Figures(dict[str, list[float]]):
    """Values by name; each is printed when it is there, so that a long run shows where it is."""

    def add(self, name: str, value: float) -> None:
        self.setdefault(name, []).append(value)
        print(f"  {name:34} {value:12.1f}", flush=True)


class Gateway:
    """A gateway of its own; ends with the `with` it stands in."""

    def __init__(self, binary: str, folder: pathlib.Path, name: str, upstream: int, config: str):
        self.port, self.admin = free_ports(2)
        path = folder / f"{name}.yaml"
        path.write_text(config, encoding="utf-8")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [binary, "serve", "--config", str(path), "--data", str(folder / name), "--listen", f"127.0.0.1:{self.port}",
             "--admin-listen", f"127.0.0.1:{self.admin}", "--upstream", f"up=http://127.0.0.1:{upstream}/v1,country=RU"],
            env={**os.environ, "ZAVESA_RESOURCES": str(ROOT), "ZAVESA_LOG_LEVEL": "warning"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port)
        self.start_milliseconds = (time.monotonic() - began) * 1e3

    def __enter__(self) -> "Gateway":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def starts(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    """From the first instruction to an open port, each time with a new vault and a new log."""
    (nobody,) = free_ports(1)
    for run in range(RUNS):
        with Gateway(binary, folder, f"start{run}", nobody, "home: [RU]\n") as gateway:
            figures.add("cold_start_ms", gateway.start_milliseconds)
            time.sleep(0.5)
            figures.add("rss_idle_mb", resident_megabytes(gateway.process.pid))


def request_costs(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    with contextlib.ExitStack() as running:
        measure_requests(figures, folder, binary, running)


def measure_requests(figures: Figures, folder: pathlib.Path, binary: str, running: contextlib.ExitStack) -> None:
    answer = json.dumps({"id": "c", "object": "chat.completion", "created": 1, "model": rivals.MODEL, "choices": [
        {"index": 0, "message": {"role": "assistant", "content": sized(FILLER, 2000)}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 500, "completion_tokens": 500, "total_tokens": 1000}}, ensure_ascii=False)
    (folder / "answer.json").write_text(answer, encoding="utf-8")
    models = {"object": "list", "data": [{"id": rivals.MODEL, "object": "model", "created": 1, "owned_by": "x"}]}
    (folder / "models.json").write_text(json.dumps(models), encoding="utf-8")
    scripts = {name: post_script(folder, name, size) for name, (size, _) in PROMPTS.items()}
    bare_port, proxy_port = free_ports(2)
    # A POST may not be answered by a file, so the upstream proxies to its own GET.
    bare = nginx(folder, "bare", f"server {{ listen 127.0.0.1:{bare_port} backlog=4096; default_type application/json;\n"
                 f"root {folder}; error_page 405 =200 $uri; location / {{ try_files /answer.json =404; }}\n"
                 "location = /v1/models { try_files /models.json =404; } }\n")
    running.callback(bare.terminate)
    wait_for(bare_port)
    proxy = nginx(folder, "proxy", f"upstream u {{ server 127.0.0.1:{bare_port}; keepalive 64; }}\n"
                  f"server {{ listen 127.0.0.1:{proxy_port} backlog=4096; location / {{ proxy_pass http://u; "
                  "proxy_http_version 1.1; proxy_set_header Connection \"\"; } }\n")
    running.callback(proxy.terminate)
    wait_for(proxy_port)
    ways = {"bare": (bare_port, bare.pid), "nginx": (proxy_port, proxy.pid)}
    for name, config in GATEWAYS.items():
        gateway = running.enter_context(Gateway(binary, folder, name, bare_port, config))
        ways[name] = (gateway.port, gateway.process.pid)
    for name, rival in rivals.installed(folder, bare_port).items():
        running.enter_context(rival)
        ways[name] = (rival.port, rival.pid)
    for prompt, (_, all_connections) in PROMPTS.items():
        for connections in all_connections:
            for _ in range(RUNS):
                for name, (port, pid) in ways.items():
                    before = cpu_seconds(pid)
                    load = Load(scripts[prompt], port, connections, SECONDS)
                    spent = cpu_seconds(pid) - before
                    if load.errors:
                        raise SystemExit(f"{name} at {connections} connections: {load.errors} errors")
                    key = f"{prompt}{name}_c{connections}"
                    figures.add(f"{key}_cpu_us", spent / max(1, load.requests) * 1e6)
                    figures.add(f"{key}_p50_us", load.p50)
                    figures.add(f"{key}_p99_us", load.p99)
                    figures.add(f"{key}_rps", load.requests / SECONDS)
            compare(figures, prompt, connections, ways)
    on_port, on_process = ways["on"]
    done = 0
    while done < REQUESTS:
        done += Load(scripts[""], on_port, 16, 10).requests
    figures.add("rss_after_requests_mb", resident_megabytes(on_process))
    figures.add("rss_after_requests_n", done)
    for name in ways.keys() - {"bare", "nginx"} - GATEWAYS.keys():
        figures.add(f"{name}_rss_mb", resident_megabytes(ways[name][1]))


def post_script(folder: pathlib.Path, name: str, size: int) -> pathlib.Path:
    """wrk's script that asks with a prompt of so many bytes."""
    prompt = ENTITIES + sized(FILLER, size - len(ENTITIES.encode()))
    body = json.dumps({"model": rivals.MODEL, "messages": [{"role": "user", "content": prompt}]}, ensure_ascii=False)
    content, script = folder / f"{name}body.json", folder / f"{name}post.lua"
    content.write_text(body, encoding="utf-8")
    script.write_text(f'local f = io.open("{content}", "rb"); wrk.body = f:read("*a"); f:close()\n'
                      'wrk.method = "POST"; wrk.headers["Content-Type"] = "application/json"\n'
                      f'wrk.headers["Authorization"] = "Bearer {rivals.KEY}"\n')
    return script


def history_costs(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    """A conversation of 20 kB with one new message in each request, by a gateway that remembers what it found and one that does not."""
    (port,) = free_ports(1)
    answer = json.dumps({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [
        {"index": 0, "message": {"role": "assistant", "content": "Да."}, "finish_reason": "stop"}]}, ensure_ascii=False)
    (folder / "short.json").write_text(answer, encoding="utf-8")
    script = history_script(folder)
    with contextlib.ExitStack() as running:
        bare = nginx(folder, "history-bare", f"server {{ listen 127.0.0.1:{port} backlog=4096; default_type application/json;\n"
                     f"root {folder}; error_page 405 =200 $uri; location / {{ try_files /short.json =404; }} }}\n")
        running.callback(bare.terminate)
        wait_for(port)
        ways = {name: running.enter_context(Gateway(binary, folder, f"history-{name}", port, config))
                for name, config in (("searched", SEARCHED), ("remembered", "home: [RU]\n"))}
        for _ in range(RUNS):
            for name, gateway in ways.items():
                before = cpu_seconds(gateway.process.pid)
                load = Load(script, gateway.port, 1, SECONDS)
                if load.errors:
                    raise SystemExit(f"history, {name}: {load.errors} errors")
                spent = cpu_seconds(gateway.process.pid) - before
                figures.add(f"history_{name}_c1_cpu_us", spent / max(1, load.requests) * 1e6)
                figures.add(f"history_{name}_c1_p50_us", load.p50)


def history_script(folder: pathlib.Path) -> pathlib.Path:
    """wrk's script for a conversation whose last message is another one each time."""
    said = [{"role": ("user", "assistant")[number % 2],
             "content": f"{number}. " + (ENTITIES if number % 4 == 0 else "") + sized((FILLER, ENGLISH, ARABIC)[number % 3], 400)}
            for number in range(HISTORY_MESSAGES)]
    said.append({"role": "user", "content": "Что ответить Петру Сидорову @@?"})
    content, script = folder / "history.json", folder / "history.lua"
    content.write_text(json.dumps({"model": "m", "messages": said}, ensure_ascii=False), encoding="utf-8")
    # The word begins with the time, so that no run repeats what an earlier one asked.
    script.write_text(f"""
        local f = io.open("{content}", "rb"); local body = f:read("*a"); f:close()
        local at = body:find("@@", 1, true)
        local head, tail, count = body:sub(1, at - 1), body:sub(at + 2), 0
        local function letters(number)
            local word = ""
            repeat word = word .. string.char(97 + number % 26); number = math.floor(number / 26) until number == 0
            return word
        end
        local began = letters(os.time())
        wrk.headers["Content-Type"] = "application/json"
        request = function()
            count = count + 1
            return wrk.format("POST", nil, nil, head .. began .. letters(count) .. tail)
        end
        """)
    return script


def compare(figures: Figures, prompt: str, connections: int, ways: dict) -> None:
    """What each way adds to the bare upstream, and how many times the processor of nginx it takes."""
    for way in ways.keys() - {"bare", "nginx"}:
        for kind in ("p50", "p99"):
            figures[f"{prompt}{way}_c{connections}_added_{kind}_us"] = [
                mine - bare for mine, bare in zip(
                    figures[f"{prompt}{way}_c{connections}_{kind}_us"],
                    figures[f"{prompt}bare_c{connections}_{kind}_us"])]
        figures[f"{prompt}{way}_c{connections}_cpu_vs_nginx"] = [
            mine / nginx for mine, nginx in zip(
                figures[f"{prompt}{way}_c{connections}_cpu_us"], figures[f"{prompt}nginx_c{connections}_cpu_us"])]


def event_costs(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    port, proxy_port = free_ports(2)
    upstream = events.Upstream(port)
    prompt = ENTITIES + sized(FILLER, 2000 - len(ENTITIES.encode()))
    body = json.dumps({"model": "m", "stream": True, "messages": [{"role": "user", "content": prompt}]},
                      ensure_ascii=False).encode()
    with contextlib.ExitStack() as running:
        proxy = nginx(folder, "events-proxy", f"upstream u {{ server 127.0.0.1:{port}; keepalive 64; }}\n"
                      f"server {{ listen 127.0.0.1:{proxy_port} backlog=4096; location / {{ proxy_pass http://u; "
                      "proxy_http_version 1.1; proxy_buffering off; proxy_set_header Connection \"\"; } }\n")
        running.callback(proxy.terminate)
        wait_for(proxy_port)
        ways = {"bare": (port, upstream.process.pid), "nginx": (proxy_port, proxy.pid)}
        for name in ("none", "on"):
            gateway = running.enter_context(Gateway(binary, folder, f"events-{name}", port, GATEWAYS[name]))
            ways[name] = (gateway.port, gateway.process.pid)
        for connections in CONNECTIONS:
            for _ in range(RUNS):
                for name, (target, pid) in ways.items():
                    before = cpu_seconds(pid)
                    result = events.load(target, body, connections, SECONDS)
                    spent = (cpu_seconds(pid) - before) * 1e6 / max(1, result.requests)
                    key = f"events64_{name}_c{connections}"
                    if name != "bare":
                        figures.add(f"{key}_cpu_us_a_stream", spent)
                        figures.add(f"{key}_cpu_us_an_event", spent / events.DELTAS)
                    figures.add(f"{key}_first_p50_us", result.percentile(0.5))
                    figures.add(f"{key}_first_p99_us", result.percentile(0.99))
        for connections in CONNECTIONS:
            for name in ("none", "on"):
                for kind in ("p50", "p99"):
                    key = f"c{connections}_first_{kind}_us"
                    figures[f"events64_{name}_added_{key}"] = [
                        mine - bare for mine, bare in zip(
                            figures[f"events64_{name}_{key}"], figures[f"events64_bare_{key}"])]
    upstream.process.terminate()


def json_speed(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    """MB a CPU second of what reads and edits bodies."""
    measured(figures, binary, "json")


def decision_costs(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    """CPU time of a decision of the policy and of a choice of the route."""
    measured(figures, binary, "decisions")


def measured(figures: Figures, binary: str, kind: str) -> None:
    """What a program of its own measures, which prints a line for each figure and run."""
    program = pathlib.Path(binary).parent / "zavesa-measure"
    done = subprocess.run([str(program), kind, str(RUNS)], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        name, value = line.split()
        figures.add(name, float(value))


def stream_delays(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    (port,), ready = free_ports(1), threading.Event()

    def serve() -> None:
        async def main() -> None:
            server = await asyncio.start_server(streams.upstream, "127.0.0.1", port, limit=8 << 20)
            ready.set()
            await server.serve_forever()
        asyncio.run(main())

    threading.Thread(target=serve, daemon=True).start()
    ready.wait()
    big = sized(ENTITIES + FILLER + ENGLISH + ARABIC, 1 << 20)
    with Gateway(binary, folder, "streams", port, SEARCHED) as gateway:
        ways = (("bare", port, None), ("zavesa", gateway.port, None), ("zavesa_with_1mb", gateway.port, big))
        for _ in range(RUNS):
            for name, target, text in ways:
                p50, p99, _ = asyncio.run(streams.measure(target, text, rounds=1))
                figures.add(f"streams64_{name}_p50_us", p50)
                figures.add(f"streams64_{name}_p99_us", p99)


def detection_speed(figures: Figures, folder: pathlib.Path, binary: str) -> None:
    """CPU time of `zavesa detect --jsonl` over a mixed text, less that of an empty run."""
    texts = [(ENTITIES if number % 3 == 0 else "") + (FILLER, ENGLISH, ARABIC)[number % 3] * 12 for number in range(4000)]
    size = sum(len(text.encode()) for text in texts)
    for _ in range(RUNS):
        figures.add("detect_mb_per_core_second", size / 1e6 / detection_seconds(binary, texts))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--binary", required=True)
    options.add_argument("--record", type=pathlib.Path, required=True)
    given = options.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    figures = Figures()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="zavesa-bench-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        parts = {"detection": detection_speed, "json": json_speed, "decisions": decision_costs, "start": starts,
                 "requests": request_costs, "histories": history_costs, "events": event_costs, "streams": stream_delays}
        for name, part in parts.items():
            if name in ONLY:
                part(figures, folder, binary)
    date = datetime.date.today().isoformat()
    given.record.mkdir(parents=True, exist_ok=True)
    path = given.record / f"{date}.csv"
    fresh = not path.exists()
    with open(path, "a", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        if fresh:
            table.writerow(["time", "load_before", "figure", "median", "min", "max", "runs"])
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%H:%M:%SZ")
        for figure, values in figures.items():
            row = [f"{v:.1f}" for v in (statistics.median(values), min(values), max(values))]
            table.writerow([now, f"{before:.2f}", figure, *row, len(values)])
            print(f"{figure:34} {row[0]:>10}   ({row[1]} … {row[2]}, {len(values)} runs)")
    print(f"\nload average before: {before:.2f}; recorded in {path.name}")


if __name__ == "__main__":
    main()
