#include "client/ui/widgets/ecogram_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace voordeur::client::ui {
namespace {

constexpr double kRadius = 18;
constexpr double kLeadRadius = 27;  // one and a half times
constexpr double kGap = 6;
constexpr double kClear = 8;
constexpr double kWordShare = 0.52;
// Growth per attempt and the number of attempts: from the smallest ring to eleven times its size.
constexpr double kGrowth = 1.03;
constexpr int kAttemptsMax = 80;

struct Ring {
    double across = 0;
    double upright = 0;
};

struct Slot {
    int ring = 1;
    double angle = 0;  // clockwise from twelve o'clock, radians
};

double radiusOf(const EcogramNode& node) {
    return node.lead || node.slot ? kLeadRadius : kRadius;
}

std::vector<Slot> slotsOf(const std::vector<EcogramNode>& nodes, std::size_t count) {
    std::vector<Slot> slots(count);
    const auto crowned = std::find_if(nodes.begin(),
                                      nodes.begin() + static_cast<std::ptrdiff_t>(count),
                                      [](const auto& node) { return node.lead || node.slot; });
    const auto crown = static_cast<std::size_t>(crowned - nodes.begin());
    const std::size_t inner = std::min(count, kEcogramRingMax);
    const std::size_t outer = count - inner;
    const double turn = 2 * std::numbers::pi;
    std::size_t placed = crown < count ? 1 : 0;
    if (crown < count) slots[crown] = {1, 0.0};
    for (std::size_t i = 0; i < count; ++i) {
        if (i == crown) continue;
        const std::size_t at = placed++;
        if (at < inner) {
            slots[i] = {1, turn * static_cast<double>(at) / static_cast<double>(inner)};
        } else {
            // Half a step further, so that an outer line passes between two inner circles.
            const double step = turn / static_cast<double>(std::max(outer, inner));
            slots[i] = {2, step * (static_cast<double>(at - inner) + 0.5)};
        }
    }
    return slots;
}

// Where the line leaves the middle: the edge of the box in that direction.
QPointF edgeOf(const QSizeF& box, const QPointF& towards) {
    const double x = std::abs(towards.x());
    const double y = std::abs(towards.y());
    const double sideways = x > 0 ? box.width() / 2 / x : 1e9;
    const double up = y > 0 ? box.height() / 2 / y : 1e9;
    return towards * std::min(1.0, std::min(sideways, up));
}

EcogramPlace placeOf(const EcogramNode& node, const Slot& slot, const Ring& ring, QSizeF middle) {
    EcogramPlace place;
    place.ring = slot.ring;
    place.radius = radiusOf(node);
    place.centre = {ring.across * std::sin(slot.angle), -ring.upright * std::cos(slot.angle)};
    // Names of the upper half stand above their circle, the others below: lines stay free of them.
    const bool above = std::cos(slot.angle) > 0.2;
    const double top = above ? place.centre.y() - place.radius - kGap - node.label.height()
                             : place.centre.y() + place.radius + kGap;
    place.label = QRectF(QPointF(place.centre.x() - node.label.width() / 2, top), node.label);
    if (node.line == EcogramLine::None || node.slot) return place;
    const QPointF from = edgeOf(middle, place.centre);
    const double length = std::hypot(place.centre.x(), place.centre.y());
    const QPointF to = place.centre * ((length - place.radius) / length);
    place.lineFrom = from;
    place.lineTo = to;
    const double share = slot.ring == 1 ? kWordShare : 0.8;
    const QPointF at = from + (to - from) * share;
    place.word =
        QRectF(QPointF(at.x() - node.word.width() / 2, at.y() - node.word.height() / 2), node.word);
    return place;
}

QRectF circleOf(const EcogramPlace& place) {
    return {place.centre.x() - place.radius,
            place.centre.y() - place.radius,
            2 * place.radius,
            2 * place.radius};
}

bool apart(const QRectF& a, const QRectF& b) {
    return !a.adjusted(-kClear / 2, -kClear / 2, kClear / 2, kClear / 2)
                .intersects(b.adjusted(-kClear / 2, -kClear / 2, kClear / 2, kClear / 2));
}

// The name stands close to its own circle; the word on the line must not touch either.
bool ownApart(const EcogramPlace& place) {
    return place.word.isEmpty() ||
           (!place.word.intersects(place.label) && !place.word.intersects(circleOf(place)));
}

bool free(const std::vector<EcogramPlace>& places, const QRectF& middle) {
    std::vector<QRectF> taken{middle};
    for (const EcogramPlace& place : places) {
        if (!ownApart(place)) return false;
        for (const QRectF& mine : {circleOf(place), place.label, place.word}) {
            if (mine.isEmpty()) continue;
            for (const QRectF& other : taken) {
                if (!apart(mine, other)) return false;
            }
        }
        taken.push_back(circleOf(place));
        if (!place.label.isEmpty()) taken.push_back(place.label);
        if (!place.word.isEmpty()) taken.push_back(place.word);
    }
    return true;
}

EcogramPlan shifted(std::vector<EcogramPlace> places, const QRectF& middle) {
    QRectF bounds = middle;
    for (const EcogramPlace& place : places) {
        bounds |= circleOf(place);
        bounds |= place.label;
        if (!place.word.isEmpty()) bounds |= place.word;
    }
    bounds.adjust(-kClear, -kClear, kClear, kClear);
    const QPointF by = -bounds.topLeft();
    for (EcogramPlace& place : places) {
        place.centre += by;
        place.label.translate(by);
        place.word.translate(by);
        place.lineFrom += by;
        place.lineTo += by;
    }
    return {bounds.size(), middle.translated(by), std::move(places)};
}

}  // namespace

EcogramPlan planEcogram(const std::vector<EcogramNode>& nodes, QSizeF middle) {
    const QRectF box(QPointF(-middle.width() / 2, -middle.height() / 2), middle);
    const std::size_t count = std::min(nodes.size(), kEcogramNodesMax);
    const std::vector<Slot> slots = slotsOf(nodes, count);
    Ring inner{middle.width() / 2 + 70, middle.height() / 2 + 70};
    Ring outer{inner.across * 1.5, inner.upright * 1.6};
    std::vector<EcogramPlace> places;
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        places.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const Ring& ring = slots[i].ring == 1 ? inner : outer;
            places.push_back(placeOf(nodes[i], slots[i], ring, middle));
        }
        if (free(places, box)) break;
        for (Ring* ring : {&inner, &outer}) {
            ring->across *= kGrowth;
            ring->upright *= kGrowth;
        }
    }
    return shifted(std::move(places), box);
}

}  // namespace voordeur::client::ui
