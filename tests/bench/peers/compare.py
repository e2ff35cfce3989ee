"""In: folders of letters. Out: letters a second of imrcheck and of one other tool on the same letters, and their ratio.

The tools do less than imrcheck does: they find the 468 phrases of ../phrases.txt and, where they know how, whether each is
negated. None finds items, judges them or says what is missing. Usage, each tool in an environment of its own:

    pip install -r requirements-medspacy.txt
    python compare.py medspacy --imrcheck target/release/imrcheck tests/letters ../shared/letters/2016-2017/text
"""

import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

PHRASES = (pathlib.Path(__file__).parent.parent / "phrases.txt").read_text().splitlines()


def letters(folders):
    """The texts that lie in the folders themselves, in name order."""
    return [path for folder in folders for path in sorted(pathlib.Path(folder).glob("*.txt"))]


def medspacy_default():
    """medspaCy as it comes: PyRuSH sentences, target matcher, ConText."""
    import medspacy

    return with_targets(medspacy.load())


def medspacy_plain():
    """medspaCy with spaCy's plain sentencizer in the place of PyRuSH."""
    import medspacy

    nlp = medspacy.load(medspacy_enable=["medspacy_tokenizer", "medspacy_target_matcher", "medspacy_context"])
    nlp.add_pipe("sentencizer", before="medspacy_target_matcher")
    return with_targets(nlp)


def with_targets(nlp):
    from medspacy.target_matcher import TargetRule

    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(phrase, "PHRASE") for phrase in PHRASES])
    return lambda text: len(nlp(text).ents)


def negspacy_plain():
    """negspaCy's NegEx over an entity ruler and spaCy's plain sentencizer, without a trained model."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401  (registers the pipe)

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "PHRASE", "pattern": phrase} for phrase in PHRASES])
    nlp.add_pipe("negex", config={"ent_types": ["PHRASE"]})
    return lambda text: sum(entity._.negex for entity in nlp(text).ents)


def timed(texts, rounds, make):
    """Seconds for all texts, in the median of the rounds; what is loaded beforehand is not counted."""
    work = make()
    work(texts[0])
    return statistics.median(seconds(lambda: [work(text) for text in texts]) for _ in range(rounds))


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def semgrep(paths, rounds):
    """Semgrep's generic mode over the files, one process for all; its start is counted, as it is for imrcheck."""
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "phrases.yaml"
        patterns = "\n".join(f"      - pattern: {phrase!r}" for phrase in PHRASES)
        rules.write_text(
            "rules:\n  - id: phrases\n    languages: [generic]\n    severity: INFO\n    message: phrase\n"
            f"    pattern-either:\n{patterns}\n"
        )
        command = ["semgrep", "scan", "--metrics=off", "--disable-version-check", "--jobs=1", "--quiet", "--json"]
        command += ["--no-git-ignore", f"--config={rules}", *map(str, paths)]
        run = lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return statistics.median(seconds(run) for _ in range(rounds))


def imrcheck(binary, paths, rounds):
    """imrcheck over the files, one process for all, one thread, everything that it does."""
    command = [binary, "check", "--jobs", "1", "--format", "json", *map(str, paths)]
    run = lambda: subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return statistics.median(seconds(run) for _ in range(rounds))


PEERS = {
    "medspacy": [("medspaCy, as it comes", medspacy_default), ("medspaCy, plain sentencizer", medspacy_plain)],
    "negspacy": [("negspaCy, plain sentencizer", negspacy_plain)],
    "semgrep": [("Semgrep, generic mode", None)],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--imrcheck", required=True, help="the release binary")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    paths = letters(args.folders)
    texts = [path.read_text() for path in paths]
    own = len(paths) / imrcheck(args.imrcheck, paths, args.rounds)
    print(f"| tool | letters a second | imrcheck is faster by |\n|---|---:|---:|\n| imrcheck, all of `check` | {own:.0f} | |")
    for name, make in PEERS[args.peer]:
        taken = timed(texts, args.rounds, make) if make else semgrep(paths, args.rounds)
        rate = len(paths) / taken
        print(f"| {name} | {rate:.1f} | {own / rate:.0f} times |", flush=True)


if __name__ == "__main__":
    main()
