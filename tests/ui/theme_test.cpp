#include "client/ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace voordeur::tests::ui {
namespace {

using client::ui::darkTokens;
using client::ui::lightTokens;
using client::ui::Tokens;

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor& colour) {
    const auto part = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) +
           0.0722 * part(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

constexpr double kText = 4.5;
constexpr double kPart = 3.0;

class ThemeTest : public testing::TestWithParam<const Tokens*> {};

TEST_P(ThemeTest, TextCanBeReadEverywhere) {
    const Tokens& t = *GetParam();
    for (const QColor& ground : {t.background, t.surface, t.selection}) {
        EXPECT_GE(contrast(t.text, ground), kText);
        EXPECT_GE(contrast(t.muted, ground), kText);
    }
    EXPECT_GE(contrast(t.primary, t.background), kText);
    EXPECT_GE(contrast(t.onPrimary, t.primary), kText);
}

TEST_P(ThemeTest, MessagesCanBeReadOnTheirTint) {
    const Tokens& t = *GetParam();
    EXPECT_GE(contrast(t.error, t.errorTint), kText);
    EXPECT_GE(contrast(t.warning, t.warningTint), kText);
    EXPECT_GE(contrast(t.ok, t.okTint), kText);
    for (const QColor& ground : {t.errorTint, t.warningTint, t.okTint}) {
        EXPECT_GE(contrast(t.text, ground), kText);
        EXPECT_GE(contrast(t.muted, ground), kText);
    }
}

TEST_P(ThemeTest, ControlsStandOut) {
    const Tokens& t = *GetParam();
    EXPECT_GE(contrast(t.border, t.background), kPart);
    EXPECT_GE(contrast(t.primary, t.selection), kPart);
    EXPECT_GE(contrast(t.error, t.background), kPart);
}

TEST_P(ThemeTest, ThePaletteLeadsBackToItsTokens) {
    const QPalette palette = client::ui::paletteFor(*GetParam());
    EXPECT_EQ(&client::ui::tokensOf(palette), GetParam());
    EXPECT_GE(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)),
              kText);
    EXPECT_GE(contrast(palette.color(QPalette::Disabled, QPalette::Text),
                       palette.color(QPalette::Disabled, QPalette::Base)),
              kText);
}

INSTANTIATE_TEST_SUITE_P(Both,
                         ThemeTest,
                         testing::Values(&lightTokens(), &darkTokens()),
                         [](const auto& one) { return one.param->dark ? "Dark" : "Light"; });

TEST(BodyFontTest, FollowsThePlatformButIsNeverSmall) {
    QFont platform;
    platform.setPointSizeF(8);
    EXPECT_DOUBLE_EQ(client::ui::bodyFont(platform, 1.0).pointSizeF(), 10.5);
    platform.setPointSizeF(13);
    EXPECT_DOUBLE_EQ(client::ui::bodyFont(platform, 1.0).pointSizeF(), 13);
    EXPECT_DOUBLE_EQ(client::ui::bodyFont(platform, 2.0).pointSizeF(), 21);
}

}  // namespace
}  // namespace voordeur::tests::ui
