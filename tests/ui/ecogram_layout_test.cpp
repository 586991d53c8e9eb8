#include "client/ui/widgets/ecogram_layout.h"

#include "client/ui/widgets/ecogram_view.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace voordeur::tests::ui {
namespace {

using client::ui::EcogramLine;
using client::ui::EcogramNode;
using client::ui::EcogramPlace;
using client::ui::EcogramPlan;
using client::ui::kEcogramNodesMax;
using client::ui::planEcogram;
using client::ui::wrappedName;

constexpr QSizeF kMiddle(180, 80);

EcogramNode node(double width, double height, bool lead, EcogramLine line) {
    EcogramNode out;
    out.lead = lead;
    out.line = line;
    out.label = {width, height};
    out.word = {70, 16};
    return out;
}

// Between one and sixteen helpers with names of every size that wrapping leaves possible.
std::vector<EcogramNode> anyNodes() {
    const int count = *rc::gen::inRange(1, 17);
    const int lead = *rc::gen::inRange(0, count);
    std::vector<EcogramNode> out;
    for (int i = 0; i < count; ++i) {
        const auto line = static_cast<EcogramLine>(*rc::gen::inRange(0, 4));
        const double width = *rc::gen::inRange(20, 180);
        const double height = 17.0 * *rc::gen::inRange(1, 4);
        out.push_back(node(width, height, i == lead, i == lead ? EcogramLine::WorksAlong : line));
    }
    return out;
}

QRectF circleOf(const EcogramPlace& place) {
    return {place.centre.x() - place.radius,
            place.centre.y() - place.radius,
            2 * place.radius,
            2 * place.radius};
}

std::vector<QRectF> boxesOf(const EcogramPlan& plan) {
    std::vector<QRectF> out{plan.middle};
    for (const EcogramPlace& place : plan.places) {
        out.push_back(circleOf(place));
        out.push_back(place.label);
        if (!place.word.isEmpty()) out.push_back(place.word);
    }
    return out;
}

TEST(EcogramLayoutTest, NothingOverlaps) {
    EXPECT_TRUE(rc::check([] {
        const std::vector<QRectF> boxes = boxesOf(planEcogram(anyNodes(), kMiddle));
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                RC_ASSERT(!boxes[i].intersects(boxes[j]));
            }
        }
    }));
}

TEST(EcogramLayoutTest, LeadStandsAtTwelve) {
    EXPECT_TRUE(rc::check([] {
        const std::vector<EcogramNode> nodes = anyNodes();
        const EcogramPlan plan = planEcogram(nodes, kMiddle);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!nodes[i].lead) continue;
            const EcogramPlace& place = plan.places[i];
            RC_ASSERT(std::abs(place.centre.x() - plan.middle.center().x()) < 0.5);
            RC_ASSERT(place.centre.y() < plan.middle.top());
            RC_ASSERT(place.ring == 1);
            for (const EcogramPlace& other : plan.places)
                RC_ASSERT(other.radius <= place.radius);
        }
    }));
}

TEST(EcogramLayoutTest, IsTheSameForTheSameInput) {
    EXPECT_TRUE(rc::check([] {
        const std::vector<EcogramNode> nodes = anyNodes();
        const EcogramPlan once = planEcogram(nodes, kMiddle);
        const EcogramPlan again = planEcogram(nodes, kMiddle);
        RC_ASSERT(once.size == again.size);
        for (std::size_t i = 0; i < once.places.size(); ++i) {
            RC_ASSERT(once.places[i].centre == again.places[i].centre);
            RC_ASSERT(once.places[i].label == again.places[i].label);
        }
    }));
}

TEST(EcogramLayoutTest, EverythingIsInsideThePicture) {
    EXPECT_TRUE(rc::check([] {
        const EcogramPlan plan = planEcogram(anyNodes(), kMiddle);
        const QRectF picture(QPointF(0, 0), plan.size);
        for (const QRectF& box : boxesOf(plan))
            RC_ASSERT(picture.contains(box));
    }));
}

TEST(EcogramLayoutTest, NoRingHoldsMoreThanEight) {
    for (std::size_t count = 1; count <= kEcogramNodesMax; ++count) {
        std::vector<EcogramNode> nodes(count, node(90, 34, false, EcogramLine::Involved));
        nodes.front().lead = true;
        const EcogramPlan plan = planEcogram(nodes, kMiddle);
        ASSERT_EQ(plan.places.size(), count);
        const auto inner = std::count_if(
            plan.places.begin(), plan.places.end(), [](auto& place) { return place.ring == 1; });
        EXPECT_EQ(static_cast<std::size_t>(inner), std::min(count, client::ui::kEcogramRingMax));
    }
}

TEST(EcogramLayoutTest, AnEndedHelperHasNoLine) {
    const EcogramPlan plan = planEcogram(
        {node(80, 17, true, EcogramLine::WorksAlong), node(80, 17, false, EcogramLine::None)},
        kMiddle);
    EXPECT_FALSE(plan.places[0].word.isEmpty());
    EXPECT_TRUE(plan.places[1].word.isEmpty());
    EXPECT_EQ(plan.places[1].lineFrom, plan.places[1].lineTo);
}

TEST(EcogramLayoutTest, MoreThanSixteenAreNotPlaced) {
    const std::vector<EcogramNode> nodes(30, node(80, 17, false, EcogramLine::Involved));
    EXPECT_EQ(planEcogram(nodes, kMiddle).places.size(), kEcogramNodesMax);
}

TEST(WrappedNameTest, BreaksAtBlanksAndStopsAfterThreeLines) {
    EXPECT_EQ(wrappedName(QStringLiteral("Schuldhulp Maasrand"), 18),
              QStringLiteral("Schuldhulp\nMaasrand"));
    EXPECT_EQ(wrappedName(QStringLiteral("Stek"), 18), QStringLiteral("Stek"));
    const QString longest = wrappedName(
        QStringLiteral(
            "Stichting voor maatschappelijke dienstverlening en ouderenwerk in de regio"),
        18);
    EXPECT_EQ(longest.count(QLatin1Char('\n')), 2);
    EXPECT_TRUE(longest.endsWith(QChar(0x2026)));
}

}  // namespace
}  // namespace voordeur::tests::ui
