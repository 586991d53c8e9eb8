#pragma once

#include "client/core/gateway.h"

#include <QFrame>

namespace voordeur::client::ui {

class ConnectionWatch;
class GlyphLabel;
class Label;

/// The line at the bottom: connection, last answer, time until the lock. Reached with F6; its
/// accessible name follows its words, so that screen readers hear a change. Thread: GUI.
class StatusStrip : public QFrame {
    Q_OBJECT

public:
    StatusStrip(core::Gateway& gateway, ConnectionWatch& watch, QWidget* parent = nullptr);
    void setSecondsLeft(int seconds);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void present();
    void name();

    core::Gateway& m_gateway;
    GlyphLabel* m_glyph;
    Label* m_connection;
    Label* m_last;
    Label* m_lock;
};

}  // namespace voordeur::client::ui
