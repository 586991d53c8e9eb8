#include "client/ui/widgets/ecogram_view.h"

#include "client/ui/icons.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/theme.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace voordeur::client::ui {
namespace {

constexpr int kWrapCharacters = 18;
constexpr int kNameLinesMax = 3;
constexpr double kLegendLine = 26;
constexpr double kScaleMin = 0.85;

EcogramLine lineOf(const core::HelperView& helper) {
    switch (helper.state) {
        case core::HelpState::Active:
            return helper.hasAccess || helper.isLead ? EcogramLine::WorksAlong
                                                     : EcogramLine::Involved;
        case core::HelpState::Proposed:
            return EcogramLine::Maybe;
        case core::HelpState::Ended:
            return EcogramLine::None;
    }
    return EcogramLine::None;
}

QPen penOf(EcogramLine line, const Tokens& t) {
    switch (line) {
        case EcogramLine::WorksAlong:
            return {t.text, 3};
        case EcogramLine::Involved:
            return {t.text, 1.5};
        case EcogramLine::Maybe:
            return {t.warning, 1.5, Qt::DashLine};
        case EcogramLine::None:
            break;
    }
    return QPen(Qt::NoPen);
}

// Evenly spread hues; the same life domain always gets the same one.
QColor domainColour(int domain, bool dark) {
    if (domain < 0) return dark ? QColor(0x4A, 0x55, 0x60) : QColor(0xC9, 0xD2, 0xDB);
    const int hue = (210 + domain * 137) % 360;
    return QColor::fromHsl(hue, dark ? 90 : 120, dark ? 90 : 205);
}

int domainIndex(const std::string& label, const std::vector<core::LifeDomain>& domains) {
    for (std::size_t i = 0; i < domains.size(); ++i) {
        if (domains[i].label == label) return static_cast<int>(i);
    }
    return -1;
}

void paintHaloed(QPainter& painter,
                 const QRectF& rect,
                 const QString& text,
                 const QColor& ink,
                 const QColor& halo) {
    const int flags = Qt::AlignHCenter | Qt::AlignVCenter;
    QRectF used = painter.boundingRect(rect, flags, text);
    painter.save();
    painter.setPen(Qt::NoPen);
    QColor ground = halo;
    ground.setAlpha(225);
    painter.setBrush(ground);
    painter.drawRoundedRect(used.adjusted(-4, -1, 4, 1), 6, 6);
    painter.restore();
    painter.setPen(ink);
    painter.drawText(rect, flags, text);
}

}  // namespace

QString wrappedName(const QString& name, int characters) {
    QStringList lines{QString()};
    for (const QString& word : name.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        QString& line = lines.last();
        if (!line.isEmpty() && line.size() + 1 + word.size() > characters) {
            lines << word;
        } else {
            line += line.isEmpty() ? word : QLatin1Char(' ') + word;
        }
    }
    if (lines.size() > kNameLinesMax) {
        lines = lines.mid(0, kNameLinesMax);
        lines.last() += QChar(0x2026);
    }
    for (QString& line : lines) {
        if (line.size() > 2 * characters) line = line.left(2 * characters) + QChar(0x2026);
    }
    return lines.join(QLatin1Char('\n'));
}

EcogramView::EcogramView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::NoFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void EcogramView::present(const core::HouseholdView& household,
                          const std::vector<core::LifeDomain>& domains) {
    m_nodes.clear();
    m_chosen = -1;
    m_family = householdTitle(household.name);
    m_members = household.members.empty()
                    ? QString()
                    : tr("%n people", nullptr, static_cast<int>(household.members.size()));
    QStringList others;
    QString lead = tr("No lead yet");
    bool crowned = false;
    for (std::size_t i = 0; i < household.helpers.size(); ++i) {
        const core::HelperView& helper = household.helpers[i];
        // Exactly one crown, whatever the list says.
        const bool leads = helper.isLead && !crowned && household.lead.has_value();
        crowned = crowned || leads;
        const QString name = fromUtf8(helper.agencyName);
        if (!leads && helper.state != core::HelpState::Ended) others << name;
        QString title = wrappedName(name, kWrapCharacters);
        if (helper.state == core::HelpState::Ended) title += QLatin1Char('\n') + tr("(stopped)");
        m_nodes.push_back({title,
                           helpWord(helper),
                           static_cast<int>(i),
                           domainIndex(helper.lifeDomain, domains),
                           lineOf(helper),
                           leads,
                           helper.state == core::HelpState::Ended});
    }
    if (household.lead) {
        lead = tr("Lead: %1 of %2")
                   .arg(fromUtf8(household.lead->name), fromUtf8(household.lead->agencyName));
    }
    if (!crowned) {
        const QString title = household.lead ? fromUtf8(household.lead->agencyName) : lead;
        Node node;
        node.title = wrappedName(title, kWrapCharacters);
        node.word = tr("works along");
        node.lead = household.lead.has_value();
        node.line = node.lead ? EcogramLine::WorksAlong : EcogramLine::None;
        m_nodes.insert(m_nodes.begin(), node);
    }
    const QString also = others.isEmpty()
                             ? tr("Nobody else helps.")
                             : tr("Also involved: %1.").arg(others.join(QStringLiteral(", ")));
    setAccessibleName(QStringLiteral("%1. %2. %3").arg(m_family, lead, also));
    replan();
}

void EcogramView::clear() {
    m_family.clear();
    m_members.clear();
    m_nodes.clear();
    m_plan = {};
    setAccessibleName(QString());
    update();
}

void EcogramView::setChosen(int helper) {
    m_chosen = helper;
    update();
}

QSize EcogramView::sizeHint() const {
    const int width = static_cast<int>(m_plan.size.width());
    return {std::max(width, 320), heightForWidth(std::max(width, 320))};
}

QSize EcogramView::minimumSizeHint() const {
    return {static_cast<int>(m_plan.size.width() * kScaleMin), 200};
}

int EcogramView::heightForWidth(int width) const {
    const double legend = paintLegend(nullptr, QRectF(0, 0, width, 0));
    const double wanted = m_plan.size.width();
    const double factor = wanted > 0 ? std::clamp(width / wanted, kScaleMin, 1.0) : 1.0;
    return static_cast<int>(std::ceil(m_plan.size.height() * factor + legend)) + space::kMedium;
}

void EcogramView::replan() {
    const QFontMetricsF metrics(font());
    const QFontMetricsF small(ranked(font(), TextRank::Caption));
    const QFontMetricsF strong(ranked(font(), TextRank::Strong));
    std::vector<EcogramNode> nodes;
    for (const Node& node : m_nodes) {
        const QFontMetricsF& used = node.lead ? strong : metrics;
        QSizeF label = used.size(0, node.title);
        label.setWidth(label.width() + 2);
        const QSizeF word(small.horizontalAdvance(node.word) + 8, small.height() + 2);
        nodes.push_back({node.lead, node.helper < 0 && !node.lead, node.line, label, word});
    }
    const double wide = std::max(strong.horizontalAdvance(m_family), small.averageCharWidth() * 8);
    const double high = strong.height() + 34 + (m_members.isEmpty() ? 0 : small.height());
    m_plan = planEcogram(nodes, QSizeF(wide + 36, high + 16));
    updateGeometry();
    update();
}

double EcogramView::scale() const {
    if (m_plan.size.isEmpty()) return 1;
    const double legend = paintLegend(nullptr, QRectF(rect()));
    return std::clamp(std::min(width() / m_plan.size.width(),
                               (height() - legend - space::kMedium) / m_plan.size.height()),
                      kScaleMin,
                      1.0);
}

QPointF EcogramView::origin() const {
    return {std::max(0.0, (width() - m_plan.size.width() * scale()) / 2), 0};
}

void EcogramView::paintEvent(QPaintEvent*) {
    if (m_nodes.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.translate(origin());
    painter.scale(scale(), scale());
    for (std::size_t i = 0; i < m_plan.places.size(); ++i) {
        paintLine(painter, m_nodes[i], m_plan.places[i]);
    }
    paintMiddle(painter);
    for (std::size_t i = 0; i < m_plan.places.size(); ++i) {
        paintNode(painter, m_nodes[i], m_plan.places[i]);
    }
    painter.restore();
    const double legend = paintLegend(nullptr, QRectF(rect()));
    const QRectF below(0, height() - legend, width(), legend);
    static_cast<void>(paintLegend(&painter, below));
}

void EcogramView::paintLine(QPainter& painter, const Node& node, const EcogramPlace& place) const {
    if (place.word.isEmpty()) return;
    painter.setPen(penOf(node.line, tokensOf(palette())));
    painter.drawLine(place.lineFrom, place.lineTo);
}

void EcogramView::paintNode(QPainter& painter, const Node& node, const EcogramPlace& place) const {
    const Tokens& t = tokensOf(palette());
    const bool chosen = node.helper >= 0 && node.helper == m_chosen;
    const bool slot = node.helper < 0 && !node.lead;
    painter.setBrush(slot ? t.background
                          : (node.ended ? t.surface : domainColour(node.domain, t.dark)));
    QPen edge(node.ended ? t.border : t.text, node.ended ? 1 : 1.5);
    if (slot) edge = QPen(t.error, 2, Qt::DashLine);
    painter.setPen(edge);
    painter.drawEllipse(place.centre, place.radius, place.radius);
    if (node.lead) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.primary, 2.5));
        painter.drawEllipse(place.centre, place.radius - 5, place.radius - 5);
    }
    if (chosen) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.primary, 3));
        painter.drawEllipse(place.centre, place.radius + 5, place.radius + 5);
    }
    const double side = node.lead ? 11 : 9;
    const QRectF inner(place.centre.x() - side, place.centre.y() - side, 2 * side, 2 * side);
    const Glyph glyph = slot ? Glyph::Question : (node.lead ? Glyph::User : Glyph::Users);
    paintGlyph(painter, inner.toRect(), glyph, slot ? t.error : (node.ended ? t.muted : t.text));
    painter.setFont(node.lead || chosen ? ranked(font(), TextRank::Strong) : font());
    paintHaloed(painter,
                place.label.adjusted(-12, 0, 12, 0),
                node.title,
                slot ? t.error : (node.ended ? t.muted : t.text),
                t.background);
    if (place.word.isEmpty()) return;
    painter.setFont(ranked(font(), TextRank::Caption));
    paintHaloed(painter,
                place.word,
                node.lead ? tr("Lead") : node.word,
                node.lead ? t.primary : t.muted,
                t.background);
}

void EcogramView::paintMiddle(QPainter& painter) const {
    const Tokens& t = tokensOf(palette());
    const QRectF box = m_plan.middle;
    painter.setBrush(t.selection);
    painter.setPen(QPen(t.primary, 1.5));
    painter.drawRoundedRect(box, 12, 12);
    const QRectF glyph(box.center().x() - 12, box.top() + 8, 24, 24);
    paintGlyph(painter, glyph.toRect(), Glyph::Home, t.primary);
    painter.setPen(t.text);
    painter.setFont(ranked(font(), TextRank::Strong));
    const double line = painter.fontMetrics().height();
    QRectF text(box.left(), glyph.bottom() + 4, box.width(), line);
    painter.drawText(text, Qt::AlignCenter, m_family);
    if (m_members.isEmpty()) return;
    painter.setFont(ranked(font(), TextRank::Caption));
    text.translate(0, line);
    painter.setPen(t.muted);
    painter.drawText(text, Qt::AlignCenter, m_members);
}

double EcogramView::paintLegend(QPainter* painter, const QRectF& area) const {
    struct Entry {
        EcogramLine line;
        QString words;
    };
    const std::vector<Entry> entries{{EcogramLine::WorksAlong, tr("works along")},
                                     {EcogramLine::Involved, tr("involved")},
                                     {EcogramLine::Maybe, tr("maybe, to confirm")},
                                     {EcogramLine::None, tr("no line: stopped")}};
    const Tokens& t = tokensOf(palette());
    const QFont small = ranked(font(), TextRank::Caption);
    const QFontMetricsF metrics(small);
    const double lineHeight = std::max(kLegendLine, metrics.height() + 8);
    double x = 0;
    double y = 0;
    for (const Entry& entry : entries) {
        const double stroke = entry.line == EcogramLine::None ? 0 : 34;
        const double wanted = stroke + metrics.horizontalAdvance(entry.words) + 22;
        if (x > 0 && x + wanted > area.width()) {
            x = 0;
            y += lineHeight;
        }
        if (painter != nullptr) {
            const double middle = area.top() + y + lineHeight / 2;
            painter->setPen(penOf(entry.line, t));
            if (stroke > 0) painter->drawLine(QPointF(x, middle), QPointF(x + 26, middle));
            painter->setFont(small);
            painter->setPen(t.muted);
            painter->drawText(QRectF(x + stroke, area.top() + y, wanted, lineHeight),
                              Qt::AlignLeft | Qt::AlignVCenter,
                              entry.words);
        }
        x += wanted;
    }
    return y + lineHeight;
}

void EcogramView::mousePressEvent(QMouseEvent* event) {
    const QPointF at = (event->position() - origin()) / scale();
    for (std::size_t i = 0; i < m_plan.places.size(); ++i) {
        const EcogramPlace& place = m_plan.places[i];
        const QPointF away = at - place.centre;
        const bool hit = std::hypot(away.x(), away.y()) <= place.radius || place.label.contains(at);
        if (hit && m_nodes[i].helper >= 0) Q_EMIT picked(m_nodes[i].helper);
    }
}

bool EcogramView::event(QEvent* event) {
    if (event->type() == QEvent::FontChange && !m_nodes.empty()) replan();
    return QWidget::event(event);
}

}  // namespace voordeur::client::ui
