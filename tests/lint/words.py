"""Words never used on screen, and sentences of at most 15 words, in the Dutch texts."""

import re
import xml.etree.ElementTree as xml

from tree import CPP_ENDINGS, Finding, strings_of

NAME = "words"
SENTENCE_WORDS_MAX = 15
ERRORS = "docs/errors.md"

# Dutch that is banned wherever a person could read it, in any of its forms.
NEVER = re.compile(
    r"\b(cli[eë]nts?yste\w+|casusregiss?e?u?r?\w*|casusregievoer\w+|multiprobleem\w*|risico\w*|"
    r"melden|bekend|synchronis\w+|sessies?|raadple\w+|bevrag\w+|ontslui\w+|ketenpartners?|"
    r"doelbinding|betrokkenenverzoek\w*|integriteit|versleutel\w+|ontsleutel\w+)\b",
    re.IGNORECASE)
# Words that may stand in English texts and names, but not in Dutch.
NEVER_IN_DUTCH = re.compile(
    r"\b(conflict\w*|passphrase|master key|recovery kit|session|sync|actor(en)?|hash\w*|token\w*|"
    r"encrypti\w*|gecodeerd\w*|cryptogra\w+|authenti[cf]\w+|unavailable|deadline\w*|"
    r"unauthenticated|permission_denied|aborted|internal)\b", re.IGNORECASE)


def long_sentences(text):
    sentences = re.split(r"(?<=[.?!:])\s+|\n+", re.sub(r"<[^>]+>|&", "", text))
    return [sentence for sentence in sentences if len(sentence.split()) > SENTENCE_WORDS_MAX]


def check(tree, _options):
    findings = []
    for path in tree.under("client/i18n"):
        if path.endswith("_nl.ts"):
            findings += translations(path, tree.text(path))
    for path in tree.under("client/ui"):
        if path.endswith(CPP_ENDINGS):
            findings += [Finding(path, line, "never on screen: " + match.group(0))
                         for line, text in strings_of(tree.text(path))
                         for match in NEVER.finditer(text)]
    if ERRORS in tree.paths:
        findings += [Finding(ERRORS, number, message) for number, line in tree.lines(ERRORS)
                     if re.match(r"^\| *\d", line) for message in wrong(line.split("|")[6])]
    return findings


def wrong(dutch):
    found = [match.group(0) for pattern in (NEVER, NEVER_IN_DUTCH)
             for match in pattern.finditer(dutch)]
    return (["never on screen: " + word for word in found]
            + ["more than 15 words: " + sentence for sentence in long_sentences(dutch)])


def translations(path, text):
    try:
        root = xml.fromstring(text.replace("<!DOCTYPE TS>", ""))
    except xml.ParseError as error:
        return [Finding(path, 0, "cannot be read: %s" % error)]
    findings = []
    for message in root.iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") in ("vanished", "obsolete"):
            continue
        source = " ".join((message.findtext("source") or "").split())[:50]
        texts = [form.text or "" for form in translation.iter("numerusform")] or [
            translation.text or ""]
        if translation.get("type") == "unfinished" or not all(map(str.strip, texts)):
            findings.append(Finding(path, 0, "no Dutch for: " + source))
        findings += [Finding(path, 0, "%s (%s)" % (fault, source))
                     for dutch in texts for fault in wrong(dutch)]
    return findings
