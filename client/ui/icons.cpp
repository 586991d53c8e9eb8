#include "client/ui/icons.h"

#include "client/ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace voordeur::client::ui {
namespace {

const char* fileOf(Glyph glyph) {
    switch (glyph) {
        case Glyph::Back:
            return "back";
        case Glyph::Check:
            return "check";
        case Glyph::CheckCircle:
            return "check-circle";
        case Glyph::ChevronDown:
            return "chevron-down";
        case Glyph::ChevronRight:
            return "chevron-right";
        case Glyph::Clock:
            return "clock";
        case Glyph::Close:
            return "close";
        case Glyph::Connection:
            return "connection";
        case Glyph::Copy:
            return "copy";
        case Glyph::Door:
            return "door";
        case Glyph::Error:
            return "error";
        case Glyph::Eye:
            return "eye";
        case Glyph::EyeOff:
            return "eye-off";
        case Glyph::HandOver:
            return "handover";
        case Glyph::Help:
            return "help";
        case Glyph::History:
            return "history";
        case Glyph::Home:
            return "home";
        case Glyph::Info:
            return "info";
        case Glyph::Key:
            return "key";
        case Glyph::Lock:
            return "lock";
        case Glyph::Logbook:
            return "logbook";
        case Glyph::Mail:
            return "mail";
        case Glyph::Note:
            return "note";
        case Glyph::People:
            return "people";
        case Glyph::Phone:
            return "phone";
        case Glyph::Plus:
            return "plus";
        case Glyph::Question:
            return "question";
        case Glyph::Refresh:
            return "refresh";
        case Glyph::Save:
            return "save";
        case Glyph::Search:
            return "search";
        case Glyph::Settings:
            return "settings";
        case Glyph::Shield:
            return "shield";
        case Glyph::Sun:
            return "sun";
        case Glyph::User:
            return "user";
        case Glyph::Users:
            return "users";
        case Glyph::Warning:
            return "warning";
    }
    return "";
}

QPixmap rendered(Glyph glyph, const QColor& colour, const QSize& pixels) {
    const QString key = QStringLiteral("voordeur/%1/%2/%3x%4")
                            .arg(QLatin1String(fileOf(glyph)), colour.name())
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(fileOf(glyph))));
    if (!file.open(QIODevice::ReadOnly)) return pixmap;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedEngine final : public QIconEngine {
public:
    TintedEngine(Glyph glyph, Tint tint) : m_glyph(glyph), m_tint(tint) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paintGlyph(*painter, rect, m_glyph, colourFor(mode));
    }
    QPixmap pixmap(const QSize& pixels, QIcon::Mode mode, QIcon::State) override {
        return rendered(m_glyph, colourFor(mode), pixels);
    }
    [[nodiscard]] QIconEngine* clone() const override { return new TintedEngine(m_glyph, m_tint); }

private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const {
        const QPalette palette = QApplication::palette();
        return colourOf(mode == QIcon::Disabled ? Tint::Muted : m_tint, palette);
    }

    Glyph m_glyph;
    Tint m_tint;
};

}  // namespace

QIcon icon(Glyph glyph, Tint tint) {
    return QIcon(new TintedEngine(glyph, tint));
}

void paintGlyph(QPainter& painter, const QRect& rect, Glyph glyph, const QColor& colour) {
    const qreal ratio = painter.device() == nullptr ? 1.0 : painter.device()->devicePixelRatioF();
    const int side = qMin(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    QPixmap pixmap = rendered(glyph, colour, (QSizeF(square.size()) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    painter.drawPixmap(square, pixmap);
}

QColor colourOf(Tint tint, const QPalette& palette) {
    const Tokens& tokens = tokensOf(palette);
    switch (tint) {
        case Tint::Text:
            return tokens.text;
        case Tint::Muted:
            return tokens.muted;
        case Tint::Primary:
            return tokens.primary;
        case Tint::OnPrimary:
            return tokens.onPrimary;
        case Tint::Error:
            return tokens.error;
        case Tint::Warning:
            return tokens.warning;
        case Tint::Ok:
            return tokens.ok;
    }
    return tokens.text;
}

}  // namespace voordeur::client::ui
