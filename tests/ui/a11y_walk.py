#!/usr/bin/env python3
"""Walks the accessibility tree of the window, as a screen reader sees it, on every screen.

Usage: a11y_walk.py UI_GALLERY [language]   (inside an X server and a D-Bus session)

Fails on
  - a focusable control without a name,
  - a target smaller than 24 x 24 pixels (WCAG 2.5.8),
  - a row of a list without a sentence,
  - any readable text about a family after the lock,
  - a crash of the program while lists come and go.
Exit 77: no accessibility bus here, nothing was tested.
"""
import json
import os
import subprocess
import sys
import time
import unittest

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

GALLERY = sys.argv[1] if len(sys.argv) > 1 else ""
LANGUAGE = sys.argv[2] if len(sys.argv) > 2 else "nl"
TARGET_MIN = 24
DEPTH_MAX = 24
CHILDREN_MAX = 400

SCREENS = [
    "unlock", "unlock-wrong", "check", "check-errors", "check-more", "check-yes", "check-maybe",
    "check-no", "check-involve", "caseload", "household", "notes", "members", "history", "looks",
    "hand-over", "household-offer", "refuse", "household-none", "household-unreadable",
    "connection", "settings", "help", "lock-warning",
]
OFFICER_SCREENS = ["log", "log-ok", "log-alone", "log-broken"]
# Words of the invented families that no screen may offer once it is locked.
CASE_WORDS = [
    "Jansen", "Lindestraat", "Anouk", "Lotte", "El Amrani", "Pietersen", "Kowalska", "Yılmaz",
    "Beukenlaan", "bakkerij", "schimmel", "voetbalclub",
]
# Things that take the focus only to be read or scrolled, not pressed; their size is their text's.
READING_ROLES = {
    Atspi.Role.LABEL, Atspi.Role.STATIC, Atspi.Role.FILLER, Atspi.Role.PANEL,
    Atspi.Role.SCROLL_PANE, Atspi.Role.FRAME, Atspi.Role.DIALOG, Atspi.Role.WINDOW,
    Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.TREE_ITEM,
}
ROW_ROLES = {Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.TREE_ITEM}


def wake_bus():
    """Tells applications that somebody is listening; without it Qt exports nothing."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
            GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True))),
            None, Gio.DBusCallFlags.NONE, 5000, None)


class Gallery:
    """The window under test, told what to show over its standard input."""

    def __init__(self, person=None):
        command = [GALLERY, "--steps", "--lang", LANGUAGE]
        if person:
            command += ["--person", person]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.expect("ready")

    def expect(self, word):
        line = self.process.stdout.readline().strip()
        if line != word:
            raise AssertionError(f"the window answered {line!r}, not {word!r}")

    def show(self, screen):
        self.process.stdin.write(screen + "\n")
        self.process.stdin.flush()
        self.expect("ready")

    def close(self):
        if self.process.poll() is None:
            try:
                self.process.stdin.write("quit\n")
                self.process.stdin.flush()
            except BrokenPipeError:
                pass
        code = self.process.wait(timeout=20)
        self.process.stdin.close()
        self.process.stdout.close()
        return code

    def root(self):
        for _ in range(100):
            desktop = Atspi.get_desktop(0)
            for i in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(i)
                if child and child.get_process_id() == self.process.pid:
                    return child
            time.sleep(0.05)
        raise AssertionError("the window is not in the accessibility tree")

    def nodes(self):
        return list(self.walk(self.root(), ()))

    def walk(self, node, path):
        if node is None or len(path) > DEPTH_MAX:
            return
        try:
            yield Node(node, path)
            count = min(node.get_child_count(), CHILDREN_MAX)
            here = path + (node.get_role_name(),)
        except GLib.Error:
            return  # it went away while we looked
        for i in range(count):
            try:
                child = node.get_child_at_index(i)
            except GLib.Error:
                continue
            yield from self.walk(child, here)


class Node:
    def __init__(self, node, path):
        self.path = "/".join(path[-3:])
        self.role = node.get_role()
        self.role_name = node.get_role_name()
        self.name = node.get_name() or ""
        self.description = node.get_description() or ""
        states = node.get_state_set()
        self.focusable = states.contains(Atspi.StateType.FOCUSABLE)
        self.showing = states.contains(Atspi.StateType.SHOWING)
        self.enabled = states.contains(Atspi.StateType.ENABLED)
        self.text = ""
        text = node.get_text_iface()
        if text:
            self.text = Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) or ""
        self.width = self.height = 0
        component = node.get_component_iface()
        if component:
            extents = component.get_extents(Atspi.CoordType.SCREEN)
            self.width, self.height = extents.width, extents.height

    def __str__(self):
        return f"{self.role_name} {self.name!r} in {self.path} ({self.width}x{self.height})"


class Walk(unittest.TestCase):
    seen = {}

    def check(self, screens, person=None):
        gallery = Gallery(person)
        try:
            for screen in screens:
                gallery.show("lock")
                gallery.show(screen)
                nodes = gallery.nodes()
                Walk.seen[screen] = len(nodes)
                self.assertGreater(len(nodes), 8, f"{screen}: almost nothing is exported")
                for node in nodes:
                    with self.subTest(screen=screen, node=str(node)):
                        self.check_node(node)
        finally:
            self.assertEqual(gallery.close(), 0)

    def check_node(self, node):
        if not node.showing:
            return
        if node.focusable:
            self.assertTrue(node.name.strip(), "a control without a name")
        if node.role in ROW_ROLES and node.focusable:
            self.assertTrue(node.name.strip(), "a row without a sentence")
        pressable = node.focusable and node.role not in READING_ROLES
        if pressable and node.width > 0:
            self.assertGreaterEqual(node.width, TARGET_MIN)
            self.assertGreaterEqual(node.height, TARGET_MIN)

    def test_every_screen_of_the_coach(self):
        self.check(SCREENS)

    def test_every_screen_of_the_officer(self):
        self.check(OFFICER_SCREENS, "Willem Smit")

    def test_rows_read_as_sentences(self):
        gallery = Gallery()
        try:
            gallery.show("caseload")
            names = [node.name for node in gallery.nodes() if node.role in ROW_ROLES]
            wanted = "Jansen – de Wit, Lindestraat 12, Voorbeeldstad"
            self.assertTrue(any(wanted in name for name in names), names[:5])
        finally:
            gallery.close()

    def test_passphrase_is_never_exported(self):
        gallery = Gallery()
        try:
            fields = [n for n in gallery.nodes() if n.role == Atspi.Role.PASSWORD_TEXT]
            self.assertEqual(len(fields), 1)
            self.assertFalse(fields[0].text.strip("\u2022"))
        finally:
            gallery.close()

    def test_nothing_readable_after_the_lock(self):
        gallery = Gallery()
        try:
            for screen in ("caseload", "household", "notes", "members", "looks", "hand-over"):
                gallery.show(screen)
                before = self.readable(gallery)
                self.assertTrue(any(word in before for word in CASE_WORDS), screen)
                gallery.show("lock")
                after = self.readable(gallery)
                for word in CASE_WORDS:
                    with self.subTest(screen=screen, word=word):
                        self.assertNotIn(word, after)
        finally:
            gallery.close()

    @staticmethod
    def readable(gallery):
        return "\n".join(f"{n.name}\n{n.description}\n{n.text}" for n in gallery.nodes())

    def test_survives_lists_that_come_and_go(self):
        gallery = Gallery()
        try:
            for _ in range(12):
                for screen in ("caseload", "household", "hand-over", "lock"):
                    gallery.show(screen)
                    gallery.nodes()
        finally:
            self.assertEqual(gallery.close(), 0)


def write_results(result):
    """JUnit for ./dev test, when it asks for one."""
    path = os.environ.get("VOORDEUR_TEST_RESULTS")
    if not path:
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    failed = len(result.failures) + len(result.errors)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<testsuite name="ui_accessibility" tests="{result.testsRun}" '
                   f'failures="{failed}"/>\n')


if __name__ == "__main__":
    if not GALLERY:
        sys.exit(__doc__)
    try:
        wake_bus()
        Atspi.init()
    except GLib.Error as error:
        print("no accessibility bus:", error.message)
        sys.exit(77)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Walk)
    outcome = unittest.TextTestRunner(verbosity=2).run(suite)
    print("nodes per screen:", json.dumps(Walk.seen))
    write_results(outcome)
    sys.exit(0 if outcome.wasSuccessful() else 1)
