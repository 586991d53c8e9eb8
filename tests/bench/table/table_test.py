#!/usr/bin/env python3
"""The table says "met" only where a bar is met, and the chart is a picture of what was measured."""

import os
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "support")]

import bench  # noqa: E402
import chart  # noqa: E402
import junit  # noqa: E402
import rows  # noqa: E402


def sample(per_second, p50=100.0, p99=200.0):
    return {"per_second": per_second, "p50_us": p50, "p99_us": p99}


MEASURED = {
    "noop1": sample(9000, 100), "noop64": sample(40_000), "open1": sample(2000, 500),
    "open64": sample(12_000, 4000, 8000), "check64": sample(1500), "evaluate": sample(2000)}


def verdicts(measured):
    return [row.verdict() for row in rows.load_rows(measured, [measured])]


class RowsTest(unittest.TestCase):
    def test_a_bar_is_met_up_to_its_limit(self):
        self.assertEqual(rows.at_least("", 0.25, "", "", 0.25).verdict(), "met")
        self.assertEqual(rows.at_least("", 0.25, "", "", 0.249).verdict(), "NOT MET")
        self.assertEqual(rows.at_most("", 6, "", "", 6).verdict(), "met")
        self.assertEqual(rows.at_most("", 6, "", "", 6.01).verdict(), "NOT MET")

    def test_what_was_not_measured_is_neither(self):
        self.assertEqual(verdicts(dict(MEASURED, pg_missing="not there")),
                         ["met", "–", "met", "met"])

    def test_the_database_is_compared_when_it_is_there(self):
        slow = dict(MEASURED, pg_open64=sample(8000, 8000, 12_000))
        self.assertEqual(verdicts(slow), ["met", "NOT MET", "NOT MET", "met", "met"])
        fast = dict(MEASURED, pg_open64=sample(6000, 8000, 20_000))
        self.assertEqual(verdicts(fast), ["met", "met", "met", "met", "met"])

    def test_a_slow_round_does_not_make_the_ratio(self):
        slow = {name: sample(one["per_second"] / 5) for name, one in MEASURED.items()}
        odd = dict(MEASURED, open64=sample(100))
        ratio = rows.median_ratio([MEASURED, slow, odd], "open64", "noop64", "per_second")
        self.assertAlmostEqual(ratio, 0.3)

    def test_a_figure_is_the_median_of_its_rounds(self):
        median = bench.median_of([sample(1), sample(30), sample(2)])
        self.assertEqual(median["per_second"], 2)


class ChartTest(unittest.TestCase):
    def setUp(self):
        self.series = {"opening <p50>": [(1000, 400), (1_000_000, 450)],
                       "full check": [(1000, 40_000), (1_000_000, 4e7)]}

    def points(self):
        root = xml.fromstring(chart.chart("A & B", "entries", "µs", self.series))
        return [(float(dot.get("cx")), float(dot.get("cy")))
                for dot in root.iter("{http://www.w3.org/2000/svg}circle")]

    def test_is_xml_with_every_point_inside(self):
        points = self.points()
        self.assertEqual(len(points), 4)
        for across, down in points:
            self.assertTrue(chart.LEFT <= across <= chart.WIDTH - chart.RIGHT, across)
            self.assertTrue(chart.TOP <= down <= chart.HEIGHT - chart.BOTTOM, down)

    def test_larger_is_higher_and_later_is_further_right(self):
        early, late = self.points()[2:]
        self.assertLess(early[0], late[0])
        self.assertGreater(early[1], late[1])

    def test_one_point_alone_is_drawn_as_well(self):
        self.series = {"start": [(1000, 1000)]}
        self.assertEqual(len(self.points()), 1)

    def test_growth_is_drawn_from_what_was_measured(self):
        times = {"p50_us": 50, "p99_us": 99}
        size = {"entries": 1000, "start": {"seconds": 0.1, "backup": {"seconds": 2}},
                "calls": {"open": times, "check": times, "lists": {"100": times},
                          "proof": {"inclusion": times}}}
        larger = dict(size, entries=10_000, full_check={"seconds": 3})
        with tempfile.TemporaryDirectory() as folder:
            bench.write_charts([size, larger], folder)
            dots = {path.name: path.read_text().count("<circle")
                    for path in pathlib.Path(folder).iterdir()}
        self.assertEqual(dots, {"growth-calls.svg": 14, "growth-server.svg": 5})


if __name__ == "__main__":
    junit.main()
