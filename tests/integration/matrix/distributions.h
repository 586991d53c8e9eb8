#pragma once

#include "crypto/base/random.h"

#include <vector>

namespace voordeur::test {

/// How far two lots of measured times can be told apart.
struct Difference {
    double median = 0;    // of the first, in its unit
    double shift = 0;     // difference of the medians, as a share of the first
    double shiftLow = 0;  // between these lies the shift, 95 of 100 times (bootstrap)
    double shiftHigh = 0;
    /// The chance that one of the second is longer than one of the first; ½: cannot be told apart.
    double longer = 0.5;
    /// Of the Mann-Whitney test: how often chance alone makes so large a difference.
    double p = 1;
};

/// What may be left of a difference between two states that nobody may tell apart: below one in
/// twenty of the time, and hardly better than a coin in guessing from one answer.
inline constexpr double kShiftMost = 0.05;
inline constexpr double kGuessMost = 0.05;

/// Neither may be empty.
Difference differenceOf(const std::vector<double>& first,
                        const std::vector<double>& second,
                        crypto::RandomSource& random);

/// Within both bounds.
bool cannotBeToldApart(const Difference& difference);

}  // namespace voordeur::test
