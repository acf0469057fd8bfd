# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""How fast texts are searched, beside Presidio (patterns only) and datafog-core, on one core in one run.

All read the same texts, prose of three languages from a folder of corpora. What each looks for differs and stands
beside the figure: Zavesa searches for all of its types, names and other spellings included.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import pathlib
import resource
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
PROSE = {"en": ("benign_en.dev", "wikigold.dev", "crossner.dev"), "ru": ("benign_ru.dev", "taiga_ru.dev", "factrueval.dev"),
         "ar": ("benign_ar.dev", "aqmar.dev", "hardneg_ar.dev")}
# Presidio takes seconds for what the others read in milliseconds.
SIZES = {"zavesa": 1_000_000, "datafog-core": 1_000_000, "presidio": 60_000}


def prose(corpora: pathlib.Path, language: str, size: int) -> list[str]:
    texts: list[str] = []
    for name in PROSE[language]:
        for line in (corpora / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            if size <= 0:
                return texts
            texts.append(json.loads(line)["text"])
            size -= len(texts[-1].encode())
    return texts


class Zavesa:
    def __init__(self, binary: str):
        self.binary = binary
        self.about = "308 types, names and other spellings included"

    @staticmethod
    def environment() -> dict[str, str]:
        return {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}

    def _run(self, data: bytes) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([self.binary, "detect", "--jsonl"], input=data, stdout=subprocess.DEVNULL, check=True,
                       env=self.environment())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def seconds(self, texts: list[str]) -> float:
        """CPU time of the program, less that of its start."""
        lines = [json.dumps({"id": str(number), "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
        return self._run(("\n".join(lines) + "\n").encode()) - self._run(b"")


class DataFog:
    def __init__(self):
        import datafog_core

        self.scan = datafog_core.scan
        self.about = f"{len(datafog_core.capabilities().get('entity_types', [])) or 14} types"

    def seconds(self, texts: list[str]) -> float:
        began = time.process_time()
        for text in texts:
            self.scan(text)
        return time.process_time() - began


class Presidio:
    def __init__(self):
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

        class Blank(NlpEngine):
            """No model: an empty reading, as the patterns need none."""

            def load(self): ...
            def is_loaded(self): return True
            def get_supported_languages(self): return ["en"]
            def get_supported_entities(self): return []
            def is_stopword(self, word, language): return False
            def is_punct(self, word, language): return False
            def process_batch(self, texts, language, **_): return ((text, self.process_text(text, language)) for text in texts)

            def process_text(self, text, language):
                return NlpArtifacts([], [], [], [], self, language)

        registry = RecognizerRegistry()
        registry.load_predefined_recognizers(languages=["en"])
        for recognizer in list(registry.recognizers):
            if "Pattern" not in [parent.__name__.removesuffix("Recognizer") for parent in type(recognizer).__mro__]:
                registry.remove_recognizer(recognizer.name)
        self.engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
        self.about = f"{len({e for r in registry.recognizers for e in r.supported_entities})} types"

    def seconds(self, texts: list[str]) -> float:
        began = time.process_time()
        for text in texts:
            self.engine.analyze(text, language="en")
        return time.process_time() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--binary", required=True)
    options.add_argument("--corpora", type=pathlib.Path, required=True)
    given = options.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    engines = {"zavesa": Zavesa(str(pathlib.Path(given.binary).resolve())), "datafog-core": DataFog(), "presidio": Presidio()}
    speeds: dict[tuple[str, str], list[float]] = {}
    print(f"one core, {RUNS} runs that take turns, load average before {os.getloadavg()[0]:.2f}; MB of UTF-8 a CPU second")
    for _ in range(RUNS):
        for language in PROSE:
            for name, engine in engines.items():
                texts = prose(given.corpora, language, SIZES[name])
                size = sum(len(text.encode()) for text in texts) / 1e6
                speeds.setdefault((name, language), []).append(size / max(1e-6, engine.seconds(texts)))
    print(f"{'':14}" + "".join(f"{language:>22}" for language in PROSE))
    for name, engine in engines.items():
        version = "" if name == "zavesa" else importlib.metadata.version(
            "presidio-analyzer" if name == "presidio" else name)
        row = ""
        for language in PROSE:
            values = speeds[name, language]
            row += f"{statistics.median(values):9.2f} ({min(values):.2f}…{max(values):.2f})".rjust(22)
        print(f"{name:14}{row}   {version} {engine.about}")
    for other in list(engines)[1:]:
        ratios = [statistics.median(mine / theirs for mine, theirs in zip(speeds["zavesa", lang], speeds[other, lang]))
                  for lang in PROSE]
        print(f"zavesa / {other:13}" + "  ".join(f"{lang} {ratio:.2f}" for lang, ratio in zip(PROSE, ratios)))


if __name__ == "__main__":
    main()
