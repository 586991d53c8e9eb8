#!/usr/bin/env python3
"""Each rule catches a small bad sample, and lets the good one beside it pass."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import banned  # noqa: E402
import direction  # noqa: E402
import folders  # noqa: E402
import formatting  # noqa: E402
import junit  # noqa: E402
import key_access  # noqa: E402
import links  # noqa: E402
import protos  # noqa: E402
import reasons  # noqa: E402
import sizes  # noqa: E402
import words  # noqa: E402
from tree import Tree, code_only, strings_of, without_comments  # noqa: E402


class LintTest(unittest.TestCase):
    def found(self, rule, files, **options):
        """The findings of a rule, as text, in a tree of these {path: contents}."""
        with tempfile.TemporaryDirectory() as root:
            for path, contents in files.items():
                path = os.path.join(root, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(contents)
            return [str(finding) for finding in rule.check(Tree(root), options)]

    def assert_one(self, found, *parts):
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])


class TreeTest(LintTest):
    def test_comments_and_strings_are_told_apart(self):
        text = 'int a; // one "x"\nauto b = "// not a comment"; /* two\nlines */ int c = 1\'000;\n'
        self.assertNotIn("one", without_comments(text))
        self.assertIn("// not a comment", without_comments(text))
        self.assertNotIn("not", code_only(text))
        self.assertIn("c = 1'000;", code_only(text))
        self.assertEqual(text.count("\n"), code_only(text).count("\n"))

    def test_raw_strings_end_where_they_end(self):
        text = 'auto a = R"sql(" // {)sql"; int b;\n'
        self.assertIn("int b;", code_only(text))
        self.assertNotIn("{", code_only(text))

    def test_strings_are_found_with_their_line_but_not_includes(self):
        self.assertEqual(strings_of('#include "a.h"\nf("een", \'"\', "twee");\n'),
                         [(2, "een"), (2, "twee")])


class IncludesTest(LintTest):
    def one(self, path, include, *parts):
        self.assert_one(self.found(direction, {path: "#include %s\n" % include}), *parts)

    def none(self, path, include):
        self.assertEqual(self.found(direction, {path: "#include %s\n" % include}), [])

    def test_server_may_not_include_the_vault(self):
        self.one("server/domain/a.cpp", '"crypto/vault/seal.h"', "server/domain/a.cpp:1",
                 "may not include crypto/vault/seal.h")

    def test_server_may_not_include_sealed_shapes(self):
        self.one("server/rpc/a.cpp", '"client/core/sealed/note.h"', "may not include")

    def test_server_may_not_include_what_opens_seals_in_internal(self):
        self.one("server/log/a.cpp", '"crypto/internal/aead.h"', "may not include")
        self.one("crypto/shared/a.cpp", '"crypto/internal/x25519.h"', "may not include")

    def test_includes_go_downwards(self):
        self.one("server/storage/a.cpp", '"server/log/writer.h"', "may not include")
        self.one("crypto/base/a.h", '"crypto/shared/hash.h"', "may not include")
        self.one("client/core/a.h", '"client/ui/theme.h"', "may not include")
        self.none("server/log/a.cpp", '"server/storage/store.h"')

    def test_only_the_window_includes_qt(self):
        self.one("client/core/a.h", "<QString>", "includes Qt")
        self.one("server/rpc/a.h", "<QtCore/QString>", "includes Qt")
        self.none("client/ui/pages/a.h", "<QWidget>")

    def test_only_rpc_and_net_include_grpc_and_protobuf(self):
        self.one("client/core/a.cpp", "<grpcpp/grpcpp.h>", "includes gRPC")
        self.one("server/domain/a.cpp", '"voordeur/v1/log_service.pb.h"', "Protocol Buffers")
        self.none("server/rpc/a.cpp", '"voordeur/v1/log_service.grpc.pb.h"')

    def test_only_internal_includes_sodium_and_openssl(self):
        self.one("crypto/vault/a.cpp", "<sodium.h>", "includes libsodium")
        self.one("server/rpc/a.cpp", "<openssl/x509.h>", "includes OpenSSL")
        self.none("crypto/internal/a.cpp", "<sodium.h>")

    def test_only_the_stores_include_sqlcipher(self):
        self.one("server/log/a.cpp", "<sqlcipher/sqlite3.h>", "includes SQLCipher")
        self.none("crypto/sqlcipher/a.cpp", "<sqlcipher/sqlite3.h>")

    def test_tests_may_include_everything(self):
        self.none("tests/crypto/a_test.cpp", "<sodium.h>")

    def test_includes_are_written_from_the_root(self):
        self.one("crypto/base/a.cpp", '"bytes.h"', "from the root")

    def test_an_include_in_a_comment_counts_for_nothing(self):
        self.assertEqual(self.found(direction, {
            "server/rpc/a.h": '// #include "crypto/vault/seal.h"\n'}), [])

    def test_an_unknown_folder_is_not_let_through(self):
        self.one("extra/a.cpp", "<vector>", "no folder")

    def test_server_may_not_link_the_vault(self):
        text = "target_link_libraries(a PUBLIC voordeur::crypto_vault)\n"
        self.assert_one(self.found(direction, {"server/rpc/CMakeLists.txt": text}),
                        "may not link voordeur::crypto_vault")


class LinksTest(LintTest):
    def test_what_opens_a_seal_is_found(self):
        symbols = ("                 U crypto_aead_xchacha20poly1305_ietf_decrypt\n"
                   "                 U crypto_pwhash\n"
                   "                 U crypto_scalarmult_curve25519\n"
                   "0000000000001000 T voordeur::crypto::openGrant(int)\n"
                   "0000000000001000 T voordeur::crypto::Sealer::open(int) const\n"
                   "0000000000001000 T voordeur::crypto::KeystoreFile::read()\n")
        self.assertEqual(len(links.opening("voordeurd", symbols)), 6)

    def test_what_the_server_needs_is_not(self):
        symbols = ("                 U crypto_scalarmult_ristretto255\n"
                   "                 U crypto_sign_detached\n"
                   "0000000000001000 T voordeur::crypto::openKeyAccess()\n"
                   "0000000000001000 T voordeur::crypto::openCheckpoint(int)\n"
                   "0000000000001000 T voordeur::server::storage::Database::open(int)\n")
        self.assertEqual(links.opening("voordeurd", symbols), [])

    def test_libraries_are_found_through_others(self):
        loaded = ("\tlibQt6Core.so.6 => /lib/libQt6Core.so.6 (0x1)\n"
                  "\tlibgrpc++.so.1.51 => /lib/libgrpc++.so.1.51 (0x1)\n")
        self.assertEqual(len(links.loaded("voordeur-verify", loaded)), 2)
        self.assertEqual(len(links.loaded("voordeurd", loaded)), 1)
        self.assertEqual(links.loaded("voordeur", loaded), [])

    def test_a_program_holding_an_object_of_a_sealed_archive_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            def make(*command):
                subprocess.run(command, cwd=folder, check=True)

            for name, text in (("vault.c", "int unseal(void) { return 1; }"),
                               ("bad.c", "int unseal(void); int main(void) { return unseal(); }"),
                               ("good.c", "int main(void) { return 0; }")):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            make("g++", "-x", "c", "-c", "vault.c")
            make("ar", "rcs", "vault.a", "vault.o")
            for name in ("bad", "good"):
                make("g++", "-o", name, "-x", "c", name + ".c", "-x", "none", "vault.a")
            # As mold leaves it: what nobody else needs is local.
            make("objcopy", "--keep-global-symbol=main", "bad", "bad-local")
            archive = os.path.join(folder, "vault.a")
            good = os.path.join(folder, "good")
            self.assertEqual(links.sealed("x", good, [archive]), [])
            self.assertIn("cannot see", str(links.blind("x", good, [archive])[0]))
            for bad in ("bad", "bad-local"):
                bad = os.path.join(folder, bad)
                self.assertIn("unseal", str(links.sealed("x", bad, [archive])[0]))
                self.assertEqual(links.blind("x", bad, [archive]), [])

    def test_a_program_that_is_named_but_absent_fails(self):
        makes = {"server/CMakeLists.txt": "add_executable(voordeurd main.cpp)\n"}
        self.assert_one(self.found(links, makes), "makes voordeurd")
        self.assert_one(self.found(links, makes, programs={"voordeurd": "/nowhere/voordeurd"}),
                        "was not built")

    def test_a_program_that_nobody_makes_yet_is_skipped(self):
        self.assertEqual(self.found(links, {"server/CMakeLists.txt": "add_library(a)\n"}), [])


class SizesTest(LintTest):
    def test_a_long_file_is_found(self):
        self.assert_one(self.found(sizes, {"crypto/a.h": "\n" * 501}), "has 501 lines")
        self.assertEqual(self.found(sizes, {"crypto/a.h": "\n" * 500}), [])

    def test_a_long_line_is_found(self):
        self.assert_one(self.found(sizes, {"dev": "x" * 101 + "\n"}), "dev:1", "101 columns")

    def test_a_long_function_is_found_with_its_name_and_line(self):
        body = "    a();\n" * 70
        text = ("namespace n {\nclass A : public B {\n    int x{1};\n};\n\n"
                "template <class T = int>\nT A::f(int y = 2) const {\n%s}\n}\n" % body)
        self.assert_one(self.found(sizes, {"crypto/a.cpp": text}), "a.cpp:6", "A::f has 73 lines")

    def test_a_function_of_seventy_lines_passes(self):
        text = "void f() {\n%s}\n" % ("    if (a) { b(); }\n" * 68)
        self.assertEqual(self.found(sizes, {"crypto/a.cpp": text}), [])

    def test_a_constructor_with_braces_in_its_list_is_counted(self):
        text = "A::A(int x)\n    : m_a{x}, m_b(x), m_c{{x}} {\n%s}\n" % ("    a();\n" * 69)
        self.assert_one(self.found(sizes, {"crypto/a.cpp": text}), "A::A has 72 lines")

    def test_braces_in_strings_do_not_count(self):
        text = 'void f() { a("{"); }\nvoid g() { b(\'}\'); }\n' + "int a;\n" * 80
        self.assertEqual(self.found(sizes, {"crypto/a.cpp": text}), [])

    def test_a_table_of_values_is_no_function(self):
        text = "const Row kRows[] = {\n%s};\n" % ('    {1, "a"},\n' * 90)
        self.assertEqual(self.found(sizes, {"crypto/a.cpp": text}), [])

    def test_a_switch_that_only_returns_is_a_table(self):
        cases = "".join("        case A::V%d:\n            return %d;\n" % (n, n)
                        for n in range(60))
        text = "int f(A a) {\n    switch (a) {\n%s    }\n}\n"
        self.assertEqual(self.found(sizes, {"crypto/a.cpp": text % cases}), [])
        working = cases.replace("return", "work(); return")
        self.assert_one(self.found(sizes, {"crypto/a.cpp": text % working}), "f has 124 lines")

    def test_python_and_shell_functions_are_counted(self):
        self.assert_one(self.found(sizes, {"tests/a.py": "def f():\n" + "    a()\n" * 70}),
                        "f has 71 lines")
        self.assert_one(self.found(sizes, {"tests/a.sh": "f() {\n%s}\n" % ("    a\n" * 69)}),
                        "f has 71 lines")


class FoldersTest(LintTest):
    GOOD = ("# a\n\nPurpose: x.\n- **May depend on:** y.\nMust never contain: z.\n"
            "Start reading: a.h.\nTest: ctest.\n")

    def test_a_folder_without_readme_is_found(self):
        self.assert_one(self.found(folders, {"crypto/a/CMakeLists.txt": ""}),
                        "crypto/a/README.md", "is missing")

    def test_a_readme_without_one_of_the_lines_is_found(self):
        text = self.GOOD.replace("Must never contain: z.\n", "")
        self.assert_one(self.found(folders, {"a/CMakeLists.txt": "", "a/README.md": text}),
                        "4 lines")

    def test_a_line_that_says_something_else_is_found(self):
        text = self.GOOD.replace("Must never contain", "Perhaps contains")
        self.assert_one(self.found(folders, {"a/CMakeLists.txt": "", "a/README.md": text}),
                        "must never contain")

    def test_five_lines_pass(self):
        self.assertEqual(
            self.found(folders, {"a/CMakeLists.txt": "", "a/README.md": self.GOOD}), [])


class BannedTest(LintTest):
    def test_each_word_is_found(self):
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "not imple" + "mented",
                     "DISA" + "BLED_Test", "/home" + "/jan/src", "/tmp" + "/build-x"):
            with self.subTest(word):
                text = "a\nb %s\n" % word
                self.assert_one(self.found(banned, {"a.md": text}, hosts=[]), "a.md:2")

    def test_connections_by_text_are_found(self):
        self.assert_one(self.found(banned, {"a.cpp": "c(a, SIG" + "NAL(x()));\n"}, hosts=[]),
                        "by text")
        slot = {"a.cpp": "bus.connect(p, this, SL" + "OT(x()));\n"}
        self.assert_one(self.found(banned, slot, hosts=[]), "by text")
        slot["a.cpp"] = "#include <QDBusConnection>\n" + slot["a.cpp"]
        self.assertEqual(self.found(banned, slot, hosts=[]), [])

    def test_a_registry_host_is_found(self):
        text = {"a.sh": "get https://mirror.example.org/debian\n"}
        self.assert_one(self.found(banned, text, hosts=["mirror.example.org"]), "registry host")
        self.assertEqual(self.found(banned, text, hosts=["example.org"]), [])

    def test_the_folder_above_the_checkout_is_found(self):
        text = {"a.md": "see /yard/main/docs\nsee crypto/yard/main\n"}
        self.assert_one(self.found(banned, text, hosts=[], parent="/yard"), "a.md:1")

    def test_the_machine_tells_its_hosts(self):
        for host in banned.registry_hosts():
            self.assertRegex(host, r"^[\w.-]+\.[\w-]+$")


class KeyAccessTest(LintTest):
    LIST = "tests/lint/key_access.txt"

    def test_a_file_outside_the_list_is_found(self):
        self.assert_one(self.found(key_access, {
            self.LIST: "", "client/ui/a.cpp": "x(openKeyAccess());\n"}), "client/ui/a.cpp")

    def test_a_file_in_the_list_passes(self):
        self.assertEqual(self.found(key_access, {
            self.LIST: "crypto/a.cpp  # seals\n", "crypto/a.cpp": "x(openKeyAccess());\n",
            "crypto/b.h": "// openKeyAccess is elsewhere\n"}), [])

    def test_a_stale_line_is_found(self):
        self.assert_one(self.found(key_access, {self.LIST: "crypto/a.cpp\n"}), "crypto/a.cpp")
        self.assert_one(self.found(key_access, {self.LIST: "crypto/b/\n"}), "crypto/b/")

    def test_a_missing_list_is_found(self):
        self.assert_one(self.found(key_access, {}), "is missing")


class ReasonsTest(LintTest):
    HEADER = "#define VD_REASONS(X) /* X(name, 9) */ X(Busy, 1) X(TextNotUtf8, 2)\n"
    PROTO = ("enum Reason {\n  REASON_UNSPECIFIED = 0;\n  REASON_BUSY = 1;\n"
             "  REASON_TEXT_NOT_UTF8 = 2;\n}\n")
    TABLE = ("| 1 | `Busy` | `UNAVAILABLE` | yes | same | Het is druk. | Wait |\n"
             "| 2 | `TextNotUtf8` | `INTERNAL` | as `Busy` | no | Dit lukt niet. | Call |\n")

    def found_with(self, header=HEADER, proto=PROTO, table=TABLE):
        return self.found(reasons, {
            reasons.HEADER: header, reasons.PROTO: proto, reasons.TABLE: table})

    def test_equal_lists_pass(self):
        self.assertEqual(self.found_with(), [])

    def test_a_missing_file_is_found(self):
        self.assert_one(self.found(reasons, {
            reasons.HEADER: self.HEADER, reasons.PROTO: self.PROTO}), reasons.TABLE, "is missing")

    def test_another_sentence_on_the_command_line_is_found(self):
        source = ('case Reason::Busy:\n    return "Het is "\n    "druk.";\n'
                  'case Reason::TextNotUtf8:\n    return "%s";\n')
        files = {reasons.HEADER: self.HEADER, reasons.PROTO: self.PROTO,
                 reasons.TABLE: self.TABLE}
        same = {**files, reasons.CLI_WORDS: source % "Dit lukt niet."}
        self.assertEqual(self.found(reasons, same), [])
        other = {**files, reasons.CLI_WORDS: source % "Helaas."}
        self.assert_one(self.found(reasons, other), reasons.CLI_WORDS, "Helaas.")

    def test_a_reason_that_one_of_them_lacks_is_found(self):
        self.assert_one(self.found_with(proto=self.PROTO.replace("  REASON_BUSY = 1;\n", "")),
                        "lacks BUSY = 1")
        self.assert_one(self.found_with(table=self.TABLE.split("\n")[1] + "\n"), "lacks Busy = 1")

    def test_another_number_is_found(self):
        self.assertEqual(len(self.found_with(proto=self.PROTO.replace("= 2", "= 3"))), 2)

    def test_a_number_used_twice_is_found(self):
        self.assertIn("2 stands there twice", " ".join(
            self.found_with(header=self.HEADER.replace("X(Busy, 1)", "X(Busy, 2)"))))

    def test_a_row_with_a_wrong_cell_is_found(self):
        for right, wrong, part in (("UNAVAILABLE", "BROKEN", "no gRPC code"),
                                   ("| yes |", "| maybe |", "not yes, local"),
                                   ("as `Busy`", "as `Nobody`", "not yes, local"),
                                   ("| same |", "| often |", "not one of"),
                                   ("Het is druk.", "Het is druk", "unfinished"),
                                   ("Het is druk.", "een " * 16 + ".", "more than 15 words")):
            with self.subTest(wrong):
                self.assertIn(part, " ".join(
                    self.found_with(table=self.TABLE.replace(right, wrong))))


class WordsTest(LintTest):
    TS = ("<?xml version='1.0'?><!DOCTYPE TS><TS language='nl_NL'><context><message>"
          "<source>x</source><translation%s>%s</translation></message></context></TS>")

    def test_banned_words_in_dutch_are_found(self):
        for word in ("cliëntsysteem", "casusregievoerder", "Risico", "synchroniseren", "sessie",
                     "conflict", "multiprobleemgezin", "melden", "bekend", "versleuteld"):
            with self.subTest(word):
                text = self.TS % ("", "Dit is %s." % word)
                self.assert_one(self.found(words, {"client/i18n/voordeur_nl.ts": text}),
                                "never on screen: " + word)

    def test_words_that_only_look_alike_pass(self):
        text = self.TS % ("", "U wilt een gezin aanmelden. De meldcode en de bekende weg.")
        self.assertEqual(self.found(words, {"client/i18n/voordeur_nl.ts": text}), [])

    def test_a_long_sentence_is_found(self):
        text = self.TS % ("", "een " * 15 + "zestien.")
        self.assert_one(self.found(words, {"client/i18n/voordeur_nl.ts": text}), "15 words")

    def test_an_unfinished_translation_is_found(self):
        text = self.TS % (" type='unfinished'", "")
        self.assert_one(self.found(words, {"client/i18n/voordeur_nl.ts": text}), "no Dutch for: x")

    def test_strings_in_the_window_are_read_and_comments_are_not(self):
        code = '// the sessie\nlabel->setText(tr("Uw sessie"));\n'
        self.assert_one(self.found(words, {"client/ui/a.cpp": code}), "a.cpp:2", "sessie")

    def test_the_table_of_errors_is_read(self):
        row = "| 1 | `A` | `INTERNAL` | yes | no | Er is een conflict. | Call |\n"
        self.assert_one(self.found(words, {"docs/errors.md": row}), "conflict")


class ProtosTest(LintTest):
    GOOD = ('package voordeur.v1;\n// A.\nmessage A {\n  // One.\n  repeated string b = 1;\n}\n'
            '// E.\nenum E {\n  // Zero.\n  E_UNSPECIFIED = 0;\n}\n// S.\nservice S {\n  // R.\n'
            '  rpc R(A) returns (stream A) { option (log_class) = LOG_CLASS_LOGGED; }\n}\n')

    def found_with(self, right="", wrong=""):
        return self.found(protos, {"proto/voordeur/v1/a.proto": self.GOOD.replace(right, wrong)
                                   if right else self.GOOD})

    def test_a_good_file_passes(self):
        self.assertEqual(self.found_with(), [])

    def test_each_element_needs_a_comment(self):
        for word in ("A", "One", "E", "Zero", "S", "R"):
            with self.subTest(word):
                self.assert_one(self.found_with("// %s.\n" % word, "\n"), "no comment")

    def test_an_enum_begins_with_unspecified(self):
        self.assert_one(self.found_with("E_UNSPECIFIED", "E_FIRST"), "_UNSPECIFIED")

    def test_a_method_says_its_class(self):
        self.assert_one(self.found_with(" { option (log_class) = LOG_CLASS_LOGGED; }", ";"),
                        "R does not say")
        self.assert_one(self.found_with("CLASS_LOGGED", "CLASS_UNSPECIFIED"), "R does not say")


class FormatTest(LintTest):
    STYLE = "BasedOnStyle: Google\n"

    def test_a_file_in_another_format_is_found(self):
        self.assert_one(self.found(formatting, {
            ".clang-format": self.STYLE, "crypto/a.cpp": "int  f( ){return 1;}\n"}),
            "crypto/a.cpp:1", "not formatted")

    def test_a_formatted_file_passes(self):
        self.assertEqual(self.found(formatting, {
            ".clang-format": self.STYLE, "crypto/a.cpp": "int f() { return 1; }\n"}), [])


if __name__ == "__main__":
    junit.main()
