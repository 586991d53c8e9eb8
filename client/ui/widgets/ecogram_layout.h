#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <vector>

namespace voordeur::client::ui {

/// What a line of the picture says. The word stands on the line too.
enum class EcogramLine : std::uint8_t {
    WorksAlong,  ///< 3 px solid
    Involved,    ///< 1.5 px solid
    Maybe,       ///< dashed
    None,        ///< ended: no line
};

/// One circle to place. Sizes are those of its text in the font of the screen, in pixels.
struct EcogramNode {
    bool lead = false;
    /// The gap "no lead yet", drawn where the lead would be.
    bool slot = false;
    EcogramLine line = EcogramLine::Involved;
    QSizeF label;
    QSizeF word;
};

struct EcogramPlace {
    QPointF centre;
    double radius = 0;
    QRectF label;
    QRectF word;  // empty without a line
    QPointF lineFrom;
    QPointF lineTo;
    int ring = 1;
};

/// Places for all nodes, in the order given. Coordinates start at (0, 0).
struct EcogramPlan {
    QSizeF size;
    QRectF middle;
    std::vector<EcogramPlace> places;
};

/// At most this many circles: eight to a ring, two rings.
inline constexpr std::size_t kEcogramNodesMax = 16;
inline constexpr std::size_t kEcogramRingMax = 8;

/// Places an ego network: the family in the middle, helpers around it.
///
/// Deterministic: equal input gives equal output, so that everything keeps its place. The node that
/// is lead or slot stands at twelve o'clock of the inner ring; the others follow clockwise in the
/// given order. Circles, labels, words and the middle never overlap. Nodes beyond kEcogramNodesMax
/// are not placed. Pure; thread: any.
EcogramPlan planEcogram(const std::vector<EcogramNode>& nodes, QSizeF middle);

}  // namespace voordeur::client::ui
