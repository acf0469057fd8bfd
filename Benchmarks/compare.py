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
import re
import statistics
import time

from load import detection_seconds

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
        names = re.compile(r"^entity: (\w+)", re.MULTILINE)
        types = {name for path in (ROOT / "dictionaries").rglob("*.yaml") for name in names.findall(path.read_text("utf-8"))}
        self.about = f"{len(types)} types by dictionary, names, and other spellings"

    def seconds(self, texts: list[str]) -> float:
        return detection_seconds(self.binary, texts)


class DataFog:
    def __init__(self):
        import datafog_core

        self.scan = datafog_core.scan
        self.about = f"{len(datafog_core.capabilities()['default_entities'])} types"

    def seconds(self, texts: list[str]) -> float:
        began = time.process_time()
        for text in texts:
            self.scan(text)
        return time.process_time() - began


class Presidio:
    def __init__(self):
        from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
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
            if not isinstance(recognizer, PatternRecognizer):
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
    read = {(name, language): prose(given.corpora, language, SIZES[name]) for name in engines for language in PROSE}
    for _ in range(RUNS):
        for language in PROSE:
            for name, engine in engines.items():
                texts = read[name, language]
                size = sum(len(text.encode()) for text in texts) / 1e6
                speeds.setdefault((name, language), []).append(size / engine.seconds(texts))
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
